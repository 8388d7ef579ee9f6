using System.Management.Automation;
using System.Net;

namespace DbAccounts.Benchmarks;

/// <summary>Takes a password as text too, as the rows of a CSV file have it.</summary>
public sealed class TextAsSecretAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? new NetworkCredential("", text).SecurePassword
            : inputData;
}
