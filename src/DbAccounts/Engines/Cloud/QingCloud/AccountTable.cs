using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>The table that a display tab shows, and whether it is a list of accounts beyond doubt.</summary>
internal sealed class AccountTable
{
    // A longer list is cut without a word.
    private const int MostRows = 225;

    // Types of accounts are one word; privileges are those of a list of grants.
    private static readonly Regex _privileges =
        new(@",|\b(ALL|SELECT|INSERT|UPDATE|DELETE|USAGE|GRANT|EXECUTE)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly DbInstance _instance;
    private readonly JsonElement _tab;
    private readonly TabLabel[] _columns;

    /// <summary>Reads what DescribeClusterDisplayTabs answers.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="tab">The table.</param>
    public AccountTable(DbInstance instance, JsonElement tab)
    {
        _instance = instance;
        _tab = tab;
        // The document's table says label, its example labels.
        Labels = [.. tab.Texts("labels").Concat(tab.Texts("label"))];
        _columns = [.. Labels.Select(TabLabel.Of)];
    }

    /// <summary>Its labels, as they are.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>
    /// The accounts; null where it may be a list of something else, such as sessions or grants: it has columns that accounts don't have,
    /// none that only accounts have and a name that doesn't say so either, or an account twice.
    /// </summary>
    /// <param name="isNamedSo">The tab's name says that it lists accounts.</param>
    /// <exception cref="DbAccountsException">It is the list, and has no data.</exception>
    public DbAccountList? Accounts(bool isNamedSo)
    {
        if (Number(TabColumn.User) != 1 || Number(TabColumn.Host) > 1 || Number(TabColumn.Unknown) > 0
            || !(isNamedSo || _columns.Any(column => column.IsOfAccounts)))
        {
            return null;
        }

        // Without any account the data is null. Without any data nobody knows.
        bool isEmpty = _tab.Property("data") is { ValueKind: JsonValueKind.Null };
        string?[][] rows = [.. _tab.RequiredList("data", isEmpty ? 0 : null).Select(Cells)];
        DbAccount[] accounts = [.. rows.Select(Account).Where(account => account.Name.Length > 0)];
        int type = Array.FindIndex(_columns, column => column.Column == TabColumn.AccountType);
        bool areGrants = rows.Any(row => Cell(row, type) is { } text && _privileges.IsMatch(text));
        bool areTwice = accounts.Select(Identity).Distinct().Count() < accounts.Length;
        return areGrants || areTwice ? null : new DbAccountList(accounts, isWhole: rows.Length < MostRows);
    }

    private static string?[] Cells(JsonElement row) => row.ValueKind == JsonValueKind.Array
        ? [.. row.EnumerateArray().Select(cell =>
            cell.ValueKind is JsonValueKind.String or JsonValueKind.Null ? cell.GetString() : cell.ToString())]
        : [];

    private static string? Cell(string?[] cells, int index) =>
        index >= 0 && index < cells.Length && cells[index] is { Length: > 0 } text ? text : null;

    private static string? AccountType(string? privilege) => privilege switch
    {
        "StandardAccount" => "Standard",
        "SuperuserAccount" => "Superuser",
        _ => privilege,
    };

    private int Number(TabColumn kind) => _columns.Count(column => column.Column == kind);

    private string? Cell(string?[] cells, TabColumn kind) => Cell(cells, Array.FindIndex(_columns, column => column.Column == kind));

    private DbAccountIdentity Identity(DbAccount account) =>
        _instance.Client.Info.HostIsIdentity ? DbAccountIdentity.Of(account) : new DbAccountIdentity(account.Name, null);

    private DbAccount Account(string?[] cells)
    {
        DbAccount account = _instance.NewAccount(
            cells.ElementAtOrDefault(Array.FindIndex(_columns, column => column.Column == TabColumn.User))
            ?? throw DbError.NotInAnswer(Messages.AnswerNameInRow));
        // Without a column for it nobody knows the host: none is made up.
        account.AllowedHost = Cell(cells, TabColumn.Host)?.Split(';');
        account.Database = Cell(cells, TabColumn.Database)?.Split(';');
        account.AccountType = AccountType(Cell(cells, TabColumn.AccountType));
        return account;
    }
}
