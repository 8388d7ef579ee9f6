using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Credentials;

/// <summary>What a provider's credentials are, and where its own tools keep them.</summary>
internal abstract class CredentialGuide
{
    /// <summary>What a connection needs, with the parameters that take it.</summary>
    public abstract string Needs { get; }

    /// <summary>True where a connection needs a project too.</summary>
    public virtual bool HasProjects => false;

    /// <summary>True where the places may say which instance is meant, too.</summary>
    public virtual bool NamesInstances => false;

    /// <summary>True where a token is a credential, or a part of one.</summary>
    public virtual bool TakesToken => true;

    /// <summary>True where the public half goes into headers of HTTP, which take few characters.</summary>
    protected virtual bool IsInHeaders => true;

    /// <summary>The places to look at, the first first.</summary>
    public abstract IReadOnlyList<CredentialPlace> Places(HostEnvironment environment, DbInstanceOptions options);

    /// <summary>True when requests can be signed with it: on most providers with a key pair.</summary>
    public virtual bool IsComplete(DbCredential credential) => credential.IsPair;

    /// <summary>The source that requests are signed from, where the credential itself is only good for getting another.</summary>
    public virtual CredentialSource Signing(CredentialSource source, DbInstanceOptions options) => source;

    /// <summary>Why requests can't be signed with a credential, without its content; null where they can.</summary>
    public string? WhyUnusable(DbCredential credential) =>
        !IsComplete(credential) ? Messages.CredentialLacks.With(Needs)
        : IsInHeaders && credential.KeyId is { } id && !HeaderText.IsMatch(id) ? Messages.CredentialUserName.With(HeaderText.Words)
        : credential.Token?.Reveal(HeaderText.IsMatch) == false ? Messages.CredentialToken.With(HeaderText.Words)
        : null;
}
