using System.Management.Automation;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Keeps what says nothing from becoming a default while PowerShell converts it; all else is left as it is.</summary>
internal sealed class EmptyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Blank.Is(inputData) ? null : inputData;
}
