using System;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>A duration is longer than nothing, or with <see cref="AllowZero"/> at least nothing.</summary>
internal sealed class ValidatePositiveAttribute : ValidateArgumentsAttribute
{
    /// <summary>Accept zero.</summary>
    public bool AllowZero { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan span && (span < TimeSpan.Zero || (span == TimeSpan.Zero && !AllowZero)))
        {
            throw new ValidationMetadataException($"A duration here is {(AllowZero ? "at least" : "longer than")} 0 seconds.");
        }
    }
}
