using System.Management.Automation;
using DbAccounts.Model;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Reads which instance is meant. PowerShell drops a property of a row that it can't convert without a word, and the row
/// would end up on the session's default instance: what can't be read is refused here.
/// </summary>
internal sealed class InstanceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            DbInstanceReference reference => reference,
            DbInstance instance => new DbInstanceReference(instance),
            string text => new DbInstanceReference(text.Trim()),
            // An instance that went through a file or another process: it has no key any more, but says which one it is.
            PSCustomObject when Text(inputData, "InstanceId") is { } id =>
                new DbInstanceReference(Text(inputData, "Service") is { } service ? $"{service}/{id}" : id),
            // Thrown here, it would show the whole row that it came in.
            _ => DbInstanceReference.Unreadable("An instance is what Connect-DbInstance returned, its id, or 'service/id'."),
        };

    private static string? Text(object? row, string property) =>
        (row as PSObject)?.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
