using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Credentials;

/// <summary>
/// Finds what a connection needs and nobody gave. The order is the same on every service: what was given, the secret that was named, the
/// environment variables of the vendor's tools, their files. Region and project come from the first place that has them.
/// </summary>
internal static class CredentialLookup
{
    /// <summary>The options with what was found, and the source of the credential.</summary>
    /// <exception cref="DbAccountsException">There is no credential, or a file that was looked at is broken.</exception>
    /// <param name="guide">What the provider's credentials are.</param>
    /// <param name="options">What is given.</param>
    /// <param name="environment">Where is looked.</param>
    /// <param name="lacks">What the service can't do without and that isn't there, by its parameter and in words.</param>
    public static (DbInstanceOptions Options, CredentialSource Source) Complete(
        CredentialGuide guide,
        DbInstanceOptions options,
        HostEnvironment environment,
        Func<DbInstanceOptions, IEnumerable<(string Parameter, string Words)>> lacks)
    {
        Require(options);
        // Each place is read once, and only when it is its turn: a broken file is no matter of those who don't need it.
        CredentialPlace[] places = [.. guide.Places(environment, options)];
        Lazy<FoundSettings>[] found = [.. places.Select(place => new Lazy<FoundSettings>(place.Read))];
        CredentialSource? source = Given(guide, options);
        if (options.InstanceId.Length == 0 && guide.NamesInstances)
        {
            // What protects the way to it stands where it is named.
            FoundSettings? naming = found.Select(settings => settings.Value).FirstOrDefault(settings => settings.InstanceId is not null);
            options = naming is null
                ? throw DbError.ConnectionIncomplete(options.Service, options, [nameof(options.InstanceId)], [Messages.NeedsInstance])
                : Secured(options with { InstanceId = naming.InstanceId! }, naming);
        }

        for (int i = 0; source is null && i < places.Length; i++)
        {
            if (found[i].Value is { Credential: { } credential } settings)
            {
                source = guide.WhyUnusable(credential) is { } reason
                    ? throw DbError.InvalidInput(Messages.CredentialFoundUnusable.With(places[i].Name, reason), Messages.CredentialFoundUnusableAdvice)
                    : new PlaceCredential(places[i], credential, guide);
                options = Secured(options, settings) with
                {
                    IamDomain = options.IamDomain ?? settings.IamDomain,
                    IamEndpoint = options.IamEndpoint ?? Address(settings.IamEndpoint),
                    Endpoint = options.Endpoint ?? Address(settings.Endpoint),
                };
            }
        }

        options = options with
        {
            Region = options.Region ?? First(found, settings => settings.Region),
            ProjectId = options.ProjectId ?? (guide.HasProjects ? First(found, settings => settings.ProjectId) : null),
        };
        // All at once: whoever has to look for one of them looks for the others, too.
        (string Parameter, string Words)[] missing = [.. lacks(options)];
        string[] parameters = [.. missing.Select(one => one.Parameter)], needs = [.. missing.Select(one => one.Words)];
        return source is null
            ? throw DbError.NoCredential(
                options.Service, options, parameters, [.. needs, guide.Needs], places.Select((place, i) => (place.Name, found[i].Value.Lacks)))
            : missing.Length > 0 ? throw DbError.ConnectionIncomplete(options.Service, options, parameters, needs)
            : (options, guide.Signing(source, options));
    }

    private static void Require(DbInstanceOptions options)
    {
        if (options.SecretName is not null && !options.Credential.IsEmpty)
        {
            throw DbError.InvalidInput(Messages.CredentialAndSecret, Messages.CredentialAndSecretAdvice);
        }

        if (options is { SecretName: null, Vault: not null })
        {
            throw DbError.InvalidInput(Messages.VaultWithoutSecret, Messages.VaultWithoutSecretAdvice);
        }
    }

    private static CredentialSource? Given(CredentialGuide guide, DbInstanceOptions options) =>
        options.SecretName is { } name ? new SecretReference(new SecretName(name, options.Vault), guide)
        : options.Credential.IsEmpty ? null
        : options.Credential.Token is not null && !guide.TakesToken
            ? throw DbError.InvalidInput(Messages.TokenNotTaken.With(options.Service), Messages.TokenNotTakenAdvice)
        : !guide.IsComplete(options.Credential) ? throw (options.Credential is { KeyId: null, Token: not null }
            ? DbError.InvalidInput(Messages.TokenAlone.With(options.Service), Messages.TokenAloneAdvice.With(guide.Needs))
            : DbError.ConnectionIncomplete(options.Service, options, [nameof(options.Credential)], [guide.Needs]))
        : guide.WhyUnusable(options.Credential) is { } reason ? throw DbError.InvalidInput(Messages.CredentialGivenUnusable.With(reason), Messages.CredentialGivenUnusableAdvice)
        : new GivenCredential(options.Credential);

    private static DbInstanceOptions Secured(DbInstanceOptions options, FoundSettings settings) => options with
    {
        SslMode = options.SslMode ?? settings.SslMode,
        SslCa = options.SslCa ?? settings.SslCa,
    };

    private static string? First(IEnumerable<Lazy<FoundSettings>> found, Func<FoundSettings, string?> setting) =>
        found.Select(settings => setting(settings.Value)).FirstOrDefault(value => value is not null);

    private static Uri? Address(string? text) =>
        text is null ? null : SafeEndpoint.Read(text.Contains("://") ? text : "https://" + text);
}
