using System;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Credentials;

/// <summary>What the providers' guides share: pairs of environment variables, and files of which a format is expected.</summary>
internal static class CredentialReading
{
    /// <summary>A key pair, and perhaps a token; what is missing where it is but one half.</summary>
    public static FoundSettings Pair(string? id, string idName, string? secret, string secretName, string? token) =>
        id is not null && secret is not null ? new FoundSettings { Credential = Credential(id, secret, token) }
        : id is null && secret is null ? new FoundSettings()
        : new FoundSettings { Lacks = id is null ? idName : secretName };

    /// <summary>A key pair, and perhaps a token.</summary>
    public static DbCredential Credential(string id, string secret, string? token) =>
        new(id, Secret.From(secret), token is null ? null : Secret.From(token));

    /// <summary>What a file holds; nothing where there is no file.</summary>
    /// <exception cref="DbAccountsException">It has another format, or only one half of a key pair.</exception>
    public static FoundSettings File(string? path, Func<string, FoundSettings> parse)
    {
        if (path is null || HostEnvironment.ReadText(path) is not { } text)
        {
            return new FoundSettings();
        }

        try
        {
            FoundSettings found = parse(text);
            return found.Lacks is null ? found : throw new FormatException(Messages.CredentialFileLacks.With(found.Lacks));
        }
        catch (FormatException e)
        {
            throw DbError.CredentialFileInvalid(path, e.Message);
        }
    }
}
