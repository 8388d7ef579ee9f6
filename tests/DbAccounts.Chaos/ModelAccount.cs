using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;

namespace DbAccounts.Chaos;

/// <summary>What an account has to be: its values by name, its password, its privileges. Null stands for no account.</summary>
internal sealed record ModelAccount(ImmutableSortedDictionary<string, string> Values, Secret? Password, DbPrivilegeSet Privileges)
{
    /// <summary>A new account.</summary>
    public static ModelAccount New(Secret? password) => new(ImmutableSortedDictionary<string, string>.Empty, password, DbPrivilegeSet.Empty);

    /// <summary>The account with another value; null leaves it as it is.</summary>
    public ModelAccount With(string name, object? value) => value is null ? this : this with { Values = Values.SetItem(name, Text(value)) };

    /// <summary>A value as a list.</summary>
    public string[] List(string name) => Values.TryGetValue(name, out string? text) && text.Length > 0 ? text.Split(';') : [];

    /// <summary>True where the simulator holds exactly this; a password that is not known, after a mismatch, is any.</summary>
    public static bool AreEqual(ModelAccount? model, StoredAccount? real) => model is null || real is null
        ? model is null && real is null
        : model.ToString() == Of(real).ToString() && (model.Password is null || PasswordHash.Matches(real.Values.PasswordHash!, model.Password));

    /// <summary>What the simulator holds, without the password, which it doesn't know.</summary>
    public static ModelAccount Of(StoredAccount real) => (New(null) with { Privileges = StoredPrivilege.ToSet(real.Privileges) })
        .With("Host", real.Values.Host)
        .With("AccountType", real.Values.AccountType)
        .With("Ssl", real.Values.Ssl)
        .With("Databases", real.Values.Databases)
        .With("BaseAuthority", real.Values.BaseAuthority)
        .With("Description", real.Values.Description)
        .With("PasswordLifetime", real.Values.PasswordLifetime)
        .With("MaxUserConnections", real.Values.MaxUserConnections);

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Values.Select(value => $"{value.Key}={value.Value}"))} | {Privileges}";

    private static string Text(object value) =>
        value is IEnumerable<string> list ? string.Join(";", list.OrderBy(item => item, System.StringComparer.Ordinal)) : value.ToString()!;
}
