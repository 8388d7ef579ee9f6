using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace DbAccounts.Errors;

/// <summary>Writes the Connect-DbInstance call that is missing, to be copied: what came from a file is quoted.</summary>
internal static class ConnectCall
{
    private static readonly Regex _plain = new(@"\A[A-Za-z0-9][A-Za-z0-9_.:/-]*\z", RegexOptions.CultureInvariant);

    /// <summary>The call with all that is known; the key comes from where the user has it.</summary>
    public static string Of(string? service, string? instanceId, string? region, string? projectId, Uri? endpoint) => string.Concat(
        "Connect-DbInstance ",
        string.IsNullOrEmpty(service) ? "<service>" : Quote(service!),
        " ",
        string.IsNullOrEmpty(instanceId) ? "<instance id>" : Quote(instanceId!),
        Named("Region", region),
        Named("ProjectId", projectId),
        Named("Endpoint", endpoint?.OriginalString));

    private static string Named(string parameter, string? value) => string.IsNullOrEmpty(value) ? "" : $" -{parameter} {Quote(value!)}";

    // PowerShell takes typographic quotation marks for plain ones; a control character would break the line.
    private static string Quote(string value) => _plain.IsMatch(value)
        ? value
        : "'" + string.Concat(value.Where(c => !char.IsControl(c)).Select(c => c is '\'' or >= '\u2018' and <= '\u201B' ? $"{c}{c}" : c.ToString())) + "'";
}
