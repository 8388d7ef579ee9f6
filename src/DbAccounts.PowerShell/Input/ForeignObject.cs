using System;
using System.Collections;
using System.Data;
using System.IO;
using System.Management.Automation;
using System.Xml;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>
/// Objects that .NET and PowerShell have for things of their own, such as files, processes and credentials. They have names too, and none of
/// them is a row of accounts; what Select-Object makes of one is.
/// </summary>
internal static class ForeignObject
{
    /// <summary>What is wrong with taking an object as a row; null for a row.</summary>
    public static InputException? Problem(object plain)
    {
        Type type = plain.GetType();
        return plain switch
        {
            PSObject or PSCustomObject or IDictionary or DataRow or DataRowView or XmlElement => null,
            FileSystemInfo file => new InputException(Messages.PipedFile.With(file.Name), Messages.PipedFileAdvice),
            PSCredential credential => new InputException(Messages.PipedCredential.With(credential.UserName), Messages.PipedCredentialAdvice),
            _ when IsOfSystem(type) && Row.HasMembers(plain) =>
                new InputException(Messages.PipedForeign.With(type.FullName), Messages.PipedForeignAdvice),
            _ => null,
        };
    }

    private static bool IsOfSystem(Type type) =>
        type.Namespace is { } name && (name == nameof(System) || name.StartsWith("System.", StringComparison.Ordinal));
}
