using DbAccounts.Texts;

namespace DbAccounts.Model;

/// <summary>A secret by its name; whoever calls knows how to get it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Vault">The vault; null for the one that is asked by default.</param>
public sealed record SecretName(string Name, string? Vault = null)
{
    /// <summary>The name and the vault, for messages.</summary>
    public override string ToString() => Vault is null ? Messages.SecretNamed.With(Name) : Messages.SecretOfVault.With(Name, Vault);
}
