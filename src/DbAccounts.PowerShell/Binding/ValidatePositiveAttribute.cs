using System;
using System.Management.Automation;
using DbAccounts.Texts;

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
            throw new ValidationMetadataException(AllowZero ? Messages.DurationNegative : Messages.DurationNotPositive);
        }
    }
}
