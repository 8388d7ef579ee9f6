using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists accounts. All are read before the first is written: what follows in the pipeline may remove them.</summary>
[Cmdlet(VerbsCommon.Get, "DbAccount")]
[OutputType(typeof(DbAccount))]
public sealed class GetDbAccountCommand : RowCommand<DbInstanceReference[]>
{
    private readonly PrivilegeReader _privileges = new();

    /// <summary>
    /// Names, or 'name@host'; wildcards are allowed. A name without wildcards that does not exist is an error. Default: all.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ColumnTransformation("Name")]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only accounts that may connect from one of these hosts, written as the service shows them; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostCompleter))]
    public string[]? AllowedHost { get; set; }

    /// <summary>Accounts that are left out: names, or 'name@host'; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Exclude { get; set; }

    /// <summary>Read what each account holds, too: the property Grant.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter IncludePrivilege { get; set; }

    /// <summary>
    /// The connected instances: objects that Connect-DbInstance returned, ids, 'service/id', the service of the only one; wildcards are
    /// allowed, and match ids and services. Default: the session's.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    [SupportsWildcards]
    [InstanceTransformation(Several = true)]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public override DbInstanceReference[]? Instance { get; set; }

    /// <inheritdoc/>
    private protected override string[] AlsoRead => [.. base.AlsoRead, "Account", "AllowedHost"];

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(InputTarget ?? Name, async () =>
    {
        DbAccountReference[] asked = Asked();
        Belonging own = RowPlace();
        InstanceReading reading = Reading(InputTarget ?? Name, Given.Has(nameof(Name)) && Input is { BaseObject: DbInstance });
        await reading.RunAsync(Named, own, IsNamedByRecord, RowSubject, instance => ListAsync(instance, asked, reading))
            .ConfigureAwait(false);
    });

    private async Task ListAsync(DbInstance instance, DbAccountReference[] asked, InstanceReading reading)
    {
        if (asked.FirstOrDefault(one => one.HasLostHost && instance.Client.Info.HostIsIdentity) is { } blank)
        {
            throw DbError.HostNotNamed(blank.Name, instance.Key);
        }

        AccountFilter[] filters = [.. asked.Select(one => AccountFilter.Of(one, instance))];
        var excluded = new AccountFilters(Exclude, instance);
        WildcardPattern[]? hosts = AllowedHost?.Select(Patterns.Of).ToArray();
        var missing = new HashSet<AccountFilter>(filters.Where(filter => !filter.Reference.IsPattern));
        int seen = 0;
        DbAccountList accounts = await _privileges.ListAsync(instance, Call()).ConfigureAwait(false);
        var found = new List<DbAccount>();
        foreach (DbAccount account in accounts)
        {
            Session.Remember(account);
            seen++;
            Progress?.Show(Messages.ProgressListing.With(instance), Messages.ProgressAccount.With(seen, accounts.Count, account));
            AccountFilter[] matches = [.. filters.Where(filter => filter.IsMatch(account))];
            missing.ExceptWith(matches);
            if (matches.Length > 0 && !excluded.Has(account) && (hosts is null || (account.AllowedHost ?? []).Any(host => hosts.Any(h => h.IsMatch(host)))))
            {
                found.Add(account);
                if (!IncludePrivilege)
                {
                    await WriteAsync(account).ConfigureAwait(false);
                }
            }
        }

        if (IncludePrivilege)
        {
            await WithPrivilegesAsync(instance, found).ConfigureAwait(false);
        }

        foreach (AccountFilter filter in filters)
        {
            if (!missing.Contains(filter))
            {
                reading.Found(filter.Reference.ToString());
                continue;
            }

            string what = filter.Reference.ToString();
            await reading.MissingAsync(what, what, instance, DbError.AccountNotListed(what, instance.Key, accounts)).ConfigureAwait(false);
        }
    }

    private Task WriteAsync(DbAccount account) => Output.WriteAsync(account.Grant is null && IsMixed() ? ModelAdapter.AmongOthers(account) : account);

    private async Task WithPrivilegesAsync(DbInstance instance, List<DbAccount> accounts)
    {
        if (instance.Client.Info.Operations.All(offered => offered.Operation != OperationKind.ListPrivileges))
        {
            foreach (DbAccount account in accounts)
            {
                await WriteAsync(account).ConfigureAwait(false);
            }

            throw DbError.PrivilegesNotTold(instance.Key);
        }

        int next = 0;
        bool hasHosts = instance.Client.Info.HostIsIdentity;
        DbAccountIdentity[] identities =
            [.. accounts.Select(account => hasHosts ? DbAccountIdentity.Of(account) : new DbAccountIdentity(account.Name, null))];
        await _privileges.ReadAllAsync(instance, identities, (identity, reading) =>
        {
            DbAccount account = accounts[next++];
            return ForRecordAsync(account, async () =>
            {
                account.Grant = [.. instance.PrivilegesOf(identity.ToString(), await reading.ConfigureAwait(false))];
                await WriteAsync(account).ConfigureAwait(false);
            });
        }, Call()).ConfigureAwait(false);
    }

    // PowerShell chooses the columns of a table by its first row.
    private bool IsMixed() => (Named is { Length: > 1 } or [{ IsPattern: true }] || MyInvocation.ExpectingInput)
        && Session.Instances.Select(instance => instance.Service).Distinct().Count() > 1;

    // A row means one account, and its host with it; an instance all of its accounts.
    private DbAccountReference[] Asked()
    {
        if (Given.Has(nameof(Name)))
        {
            if (!Given.Scripts.Contains(nameof(Name)))
            {
                RequireNoOther(Name!);
            }

            return [.. Name!.Select(AccountTransformationAttribute.Of)];
        }

        if (MeansWholeInstance)
        {
            return [AccountTransformationAttribute.Of("*")];
        }

        return (InputText, Members) switch
        {
            ({ } text, _) => [AccountTransformationAttribute.Of(text)],
            // A list of names in one row is as good as one on the command line.
            (_, { } row) when row["Name"] is IList names =>
                [.. names.Cast<object?>().Select(name => AccountTransformationAttribute.Of($"{name}"))],
            (_, { } row) => [new AccountTransformationAttribute().Of(row)],
            _ => throw DbError.InvalidInput(
                Messages.GetAccountWithoutName, Messages.GetAccountWithoutNameAdvice),
        };
    }
}
