using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists accounts, page by page as they come in.</summary>
[Cmdlet(VerbsCommon.Get, "DbAccount")]
[OutputType(typeof(DbAccount))]
public sealed class GetDbAccountCommand : RowCommand
{
    /// <summary>Names; wildcards are allowed. A name without wildcards that does not exist is an error. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ColumnTransformation("Name")]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only accounts that may connect from one of these hosts, written as the service shows them; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? AllowedHost { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(InputTarget ?? Name, async () =>
    {
        string[] names = Name ?? (MeansWholeInstance ? ["*"] : InputText is { } text ? [text] : []);
        if (names.Length == 0)
        {
            throw DbError.InvalidInput(
                "No account is named: give -Name, or objects with the property Name. "
                + "An instance from the pipeline means all of its accounts.");
        }

        DbInstance instance = ResolveRowInstance();
        // A name may be written with its host, as the account prints.
        DbAccountIdentity[] asked = [.. names.Select(name => new DbAccountIdentity(name))];
        var missing = new HashSet<DbAccountIdentity>(asked.Where(identity => !WildcardPattern.ContainsWildcardCharacters(identity.Name)));
        WildcardPattern[]? hosts = AllowedHost?.Select(Patterns.Of).ToArray();
        int seen = 0;
        await instance.Client.ListAccountsAsync(
            instance,
            async account =>
            {
                Session.Remember(account);
                seen++;
                Progress?.Show($"Listing accounts of {instance}", FormattableString.Invariant($"{seen} so far: {account}"));
                DbAccountIdentity[] matches = [.. asked.Where(identity => IsMatch(identity, account))];
                missing.ExceptWith(matches);
                if (matches.Length > 0 && (hosts is null || (account.AllowedHost ?? []).Any(host => hosts.Any(h => h.IsMatch(host)))))
                {
                    await Output.WriteAsync(account).ConfigureAwait(false);
                }
            },
            Call()).ConfigureAwait(false);
        foreach (DbAccountIdentity identity in missing)
        {
            DbAccountsException error = DbError.AccountNotFound(identity.ToString(), instance.Key);
            await Output.ErrorAsync(ErrorRecords.From(error, identity.ToString())).ConfigureAwait(false);
        }
    });

    // Names of accounts are case-sensitive in the databases; a wildcard is a convenience of the shell, and is not.
    private static bool IsMatch(DbAccountIdentity asked, DbAccount account) =>
        (WildcardPattern.ContainsWildcardCharacters(asked.Name)
            ? Patterns.Of(asked.Name).IsMatch(account.Name)
            : asked.Name == account.Name)
        && (asked.AllowedHost.Length == 0 || (account.AllowedHost ?? []).Contains(asked.AllowedHost[0]));
}
