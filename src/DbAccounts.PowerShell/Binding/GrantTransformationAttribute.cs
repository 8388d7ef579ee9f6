using System;
using System.Linq;
using System.Management.Automation;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Makes the canonical texts of grants in every form; what is blank stays as it is.</summary>
internal sealed class GrantTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Blank.Is(inputData) || Blank.IsAmong(inputData))
        {
            return inputData;
        }

        try
        {
            return GrantForms.Read(inputData).Select(grant => grant.ToString()).ToArray();
        }
        catch (FormatException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
