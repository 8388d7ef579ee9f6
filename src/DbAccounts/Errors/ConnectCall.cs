using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Errors;

/// <summary>
/// Writes the Connect-DbInstance call that is missing, to be copied as it is: what came from a file is quoted, and what is said
/// besides is a comment.
/// </summary>
internal static class ConnectCall
{
    private static readonly Regex _plain = new(@"\A[A-Za-z0-9][A-Za-z0-9_.:/-]*\z", RegexOptions.CultureInvariant);

    /// <summary>The call with all that is known; the key comes from where the user has it.</summary>
    public static string Of(DbInstanceOptions wanted) => string.Concat(
        Call(wanted), " ", wanted.SecretName is null ? Messages.ConnectWithCredential : Messages.ConnectAsBefore);

    /// <summary>The call with what is known, and places for what is missing.</summary>
    /// <param name="wanted">What is known.</param>
    /// <param name="missing">The parameters that are missing.</param>
    public static string With(DbInstanceOptions wanted, IEnumerable<string> missing) => string.Concat(
        Call(wanted),
        string.Concat(missing.Where(parameter => parameter != nameof(wanted.InstanceId)).Select(parameter => parameter == nameof(wanted.Credential)
            ? " -Credential (Get-Credential)" : $" -{parameter} <{Words(parameter)}>")),
        " ",
        Messages.ConnectWithPlaces);

    private static string Call(DbInstanceOptions wanted) => string.Concat(
        "Connect-DbInstance ",
        wanted.Service.Length == 0 ? "<service>" : Quote(wanted.Service),
        " ",
        wanted.InstanceId.Length == 0 ? "<instance id>" : Quote(wanted.InstanceId),
        Named("Region", wanted.Region),
        Named("ProjectId", wanted.ProjectId),
        Named("Endpoint", wanted.Endpoint?.OriginalString),
        Named("SecretName", wanted.SecretName),
        Named("Vault", wanted.Vault),
        Named("IamDomain", wanted.IamDomain),
        Named("SslMode", wanted.SslMode?.ToString()),
        Named("SslCa", wanted.SslCa));

    private static string Words(string parameter) => Regex.Replace(parameter, "(?<!^)(?=[A-Z])", " ").ToLowerInvariant();

    private static string Named(string parameter, string? value) => string.IsNullOrEmpty(value) ? "" : $" -{parameter} {Quote(value!)}";

    // PowerShell takes typographic quotation marks for plain ones; a control character would break the line.
    private static string Quote(string value) => _plain.IsMatch(value)
        ? value
        : "'" + string.Concat(value.Where(c => !char.IsControl(c))
            .Select(c => c is '\'' or >= '\u2018' and <= '\u201B' ? $"{c}{c}" : c.ToString())) + "'";
}
