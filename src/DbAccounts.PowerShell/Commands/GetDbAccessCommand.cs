using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Tells who can do what on what, by whichever grant: global, on a pattern, a database, a table, a column, by a role.</summary>
[Cmdlet(VerbsCommon.Get, "DbAccess")]
[OutputType(typeof(DbAccess))]
public sealed class GetDbAccessCommand : AccountReadingCommand
{
    private readonly Dictionary<DbInstance, GrantedNames> _named = [];
    private readonly HashSet<DbPrivilegeTarget> _asked = [];

    // What no name of a database has in practice, and a pattern of the shell or of MySQL does.
    private static readonly char[] _patterns = ['*', '?', '%'];

    /// <summary>Only who has one of these privileges, such as INSERT, UPDATE, DELETE; case does not matter. Default: all.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(PrivilegeCompleter))]
    public string[]? Privilege { get; set; }

    /// <summary>
    /// Who can do something in these databases, on the whole of them or on a part. Default: every object that an account reaches, as it
    /// was granted.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[]? Database { get; set; }

    /// <summary>Only in these tables, of each of the databases: on the whole table or on one of its columns.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[]? Table { get; set; }

    /// <summary>Only on these columns, of each of the tables.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Column { get; set; }

    /// <inheritdoc/>
    private protected override DbAccountsException NotTold(DbInstance instance) => DbError.PrivilegesNotTold(instance.Key);

    /// <inheritdoc/>
    private protected override Task ReadAsync(
        DbInstance instance, IReadOnlyList<DbAccountIdentity> accounts, Func<DbAccountIdentity, Func<Task>, Task> guard)
    {
        if (!_named.TryGetValue(instance, out GrantedNames? named))
        {
            _named[instance] = named = new GrantedNames();
        }

        AccessQuestion question = Question();
        _asked.UnionWith(question.Objects ?? []);
        return new EffectiveAccessReader(Reader, named).ReadAsync(instance, accounts, question, (account, reading) => guard(account, async () =>
        {
            AccountAccess found = await reading.ConfigureAwait(false);
            foreach (DbAccess one in found.Access)
            {
                await Output.WriteAsync(one).ConfigureAwait(false);
            }

            if (found.Error is { } error)
            {
                throw error;
            }
        }), Call());
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        foreach (KeyValuePair<DbInstance, GrantedNames> one in _named)
        {
            foreach ((string kind, string written, string meant) in one.Value.NearlyNamed(_asked))
            {
                Output.Warning(Messages.AccessNotNamed.With(one.Key, kind, written, meant));
            }
        }

        return base.EndAsync();
    }

    /// <inheritdoc/>
    private protected override DbAccountsException NotThere(DbInstance instance, DbAccountReference account, DbAccountsException error)
    {
        if (Database is not null || account is not { AllowedHost.Length: 0, Origin: string })
        {
            return error;
        }

        string name = account.Name;
        return Session.Objects.Of(one => one == instance.Key)
                .Select(one => one.Database).FirstOrDefault(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase)) is { } database
            ? error.With(Messages.AccessIsDatabase.With(database), Messages.AccessIsDatabaseAdvice.With(database))
            : error.Advising($"{error.RecommendedAction} {Messages.AccessOfDatabaseAdvice.With(name)}");
    }

    private AccessQuestion Question()
    {
        string[]? databases = List(Database, ListSeparators);
        string?[] tables = List(Table, ListSeparators) ?? [];
        string?[] columns = List(Column, ListSeparators) ?? [];
        if ((tables.Length > 0 && databases is null) || (columns.Length > 0 && tables.Length == 0))
        {
            throw DbError.InvalidInput(Messages.TableWithoutDatabase, Messages.TableWithoutDatabaseAdvice);
        }

        if ((databases ?? []).Concat(tables).Concat(columns).FirstOrDefault(name => name!.IndexOfAny(_patterns) >= 0) is { } pattern)
        {
            throw DbError.InvalidInput(Messages.AccessPattern.With(pattern), Messages.AccessPatternAdvice);
        }

        return new AccessQuestion(
            List(Privilege, ListSeparators),
            databases?.SelectMany(database => tables.DefaultIfEmpty().SelectMany(table => columns.DefaultIfEmpty().Select(column =>
                new DbPrivilegeTarget(database, table, column)))).Distinct().ToArray());
    }
}
