using System;
using System.Collections;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads which accounts are meant: DbAccount and DbPrivilege in every form, 'name', 'name@host', and rows.</summary>
internal sealed class AccountTransformationAttribute : ObjectTransformationAttribute
{
    private static string Allowed => Messages.AccountForms;

    // What only a service tells: an object that has all of them was listed, and says what is, not what shall be.
    private static readonly string[] _listed =
        [nameof(DbAccount.Created), nameof(DbAccount.Modified), nameof(DbAccount.PasswordChanged), nameof(DbAccount.PasswordExpires)];

    private static readonly string[] _ofAccess =
        ["Account", nameof(DbAccess.Privilege), nameof(DbAccess.Object), nameof(DbAccess.Via), nameof(DbAccess.Grant)];

    private static readonly string[] _names = ["Account", "Name"];
    private static readonly Regex _statement = new(@"\A\s*(GRANT|REVOKE)\s.*\s(TO|FROM)\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    private static readonly Regex _quoted = new(
        """\A\s*(['"`])(?<part>[^'"`]+)\1\s*@\s*(['"`])(?<part>[^'"`]+)\2\s*\z""", RegexOptions.CultureInvariant);

    /// <summary>Where AllowedHost in a row of a name and a host is the host that it shall have: in changes of the account itself.</summary>
    public bool HostMayBeNew { get; set; }

    /// <summary>Where a connected instance stands for all of its accounts: in commands that read.</summary>
    public bool InstanceMeansAll { get; set; }

    /// <summary>The account that was listed.</summary>
    public static DbAccountReference Of(DbAccount account) => new(account.Name, account.AllowedHost ?? [], account)
    {
        Service = TextValue.OrNull(account.Service),
        InstanceId = TextValue.OrNull(account.InstanceId),
        IsListed = true,
        Grants = account.Grant is { } grants ? DbPrivilegeSet.Of(grants) : null,
    };

    /// <summary>The account that privileges are of.</summary>
    public static DbAccountReference Of(DbPrivilege privilege)
    {
        DbAccountIdentity account = Parsed(privilege.Account);
        return new DbAccountReference(account, privilege)
        {
            Service = TextValue.OrNull(privilege.Service),
            InstanceId = TextValue.OrNull(privilege.InstanceId),
            IsListed = account.Host is not null,
            Privilege = privilege,
        };
    }

    /// <summary>The account that can do something.</summary>
    public static DbAccountReference Of(DbAccess access)
    {
        DbAccountIdentity account = Parsed(access.Account);
        return new DbAccountReference(account, access)
        {
            Service = TextValue.OrNull(access.Service),
            InstanceId = TextValue.OrNull(access.InstanceId),
            IsListed = account.Host is not null,
            Access = access,
        };
    }

    /// <summary>
    /// An account of the command line beside what comes through the pipeline: an instance says where, a privilege what, a row whatever it has
    /// columns for. Where that names an account itself, one of the two would be dropped.
    /// </summary>
    /// <param name="said">The account of the command line.</param>
    /// <param name="record">What comes through the pipeline.</param>
    /// <param name="hostMayBeNew">A host in a column of its own may be the one that the account shall have.</param>
    /// <param name="takesPrivilege">A privilege says what is done, and not to whom.</param>
    public static DbAccountReference Beside(DbAccountReference said, object? record, bool hostMayBeNew, bool takesPrivilege)
    {
        if (Unreadable.Of(said) is not null)
        {
            return said;
        }

        Row? members = Row.Of(record);
        if (AccountBeside.NamedBy(record, members) is { } piped && !(takesPrivilege && IsOfPrivilege(record, members)))
        {
            // It keeps its name: a replacement of what the account holds is not whole then.
            return Unreadable.Mark(
                new DbAccountReference(said.Name, said.AllowedHost, null), record, AccountBeside.Error(said.ToString(), piped));
        }

        if (said.Origin is not string text || members is not { } row)
        {
            return said;
        }

        try
        {
            if (takesPrivilege && IsAccess(row))
            {
                return new DbAccountReference(Parsed(text), text) { Access = ModelReader.Read<DbAccess>(row), PlacedBy = record };
            }

            DbPrivilege? held = PrivilegeTransformationAttribute.IsPrivilege(row) ? PrivilegeTransformationAttribute.FromRow(row) : null;
            if (held is null)
            {
                return Of(said, record, hostMayBeNew);
            }

            return new DbAccountReference(Parsed(text), text) { Privilege = held, PlacedBy = record };
        }
        catch (FormatException e)
        {
            return Unreadable.Mark(new DbAccountReference("-", [], null), record, e);
        }
    }

    /// <summary>The account that a script block has made of a record, with what else the record says.</summary>
    public static DbAccountReference Of(DbAccountReference said, object? record, bool hostMayBeNew)
    {
        if (said.Origin is not string text || Unreadable.Of(said) is not null)
        {
            return said;
        }

        try
        {
            return Row.Of(record) is { } row ? new AccountTransformationAttribute { HostMayBeNew = hostMayBeNew }.Of(row, text)
                : record is null ? throw new InputException(Messages.AccountScriptWithoutRecord, Messages.AccountScriptWithoutRecordAdvice)
                : said;
        }
        catch (FormatException e)
        {
            return Unreadable.Mark(new DbAccountReference("-", [], null), record, e);
        }
    }

    /// <summary>The account of a text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DbAccountReference Of(string text)
    {
        if (_statement.IsMatch(text))
        {
            throw new InputException(Messages.AccountIsStatement, Messages.AccountIsStatementAdvice);
        }

        if (_quoted.Match(text) is { Success: true } quoted)
        {
            string plain = string.Join("@", quoted.Groups["part"].Captures.Cast<Capture>().Select(part => part.Value));
            throw new InputException(Messages.AccountInQuotes.With(text.Trim()), Messages.AccountInQuotesAdvice.With(plain));
        }

        return new DbAccountReference(Parsed(text), text);
    }

    /// <summary>The accounts of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="said">What a script block has made of the row as its account; null to take the row's own word.</param>
    /// <exception cref="FormatException">It names none, or two.</exception>
    public DbAccountReference Of(Row row, string? said = null)
    {
        if (said is not null)
        {
            return Of(row, said, isName: !said.Contains('@'));
        }

        if (IsAccess(row))
        {
            return Of(ModelReader.Read<DbAccess>(row));
        }

        if (_listed.All(row.Has) && row.Text("Name") is not null)
        {
            return Of(ModelReader.Read<DbAccount>(row));
        }

        DbPrivilege? privilege = PrivilegeTransformationAttribute.IsPrivilege(row) ? PrivilegeTransformationAttribute.FromRow(row) : null;
        if (privilege is not null && PrivilegeTransformationAttribute.SaysNothingElse(row))
        {
            return Of(privilege);
        }

        string? account = row.Text("Account") ?? OnlyOne(row["Account"]);
        string? name = row.Text("Name");
        string text = account ?? (row.Has("Account") ? null : name) ?? throw (row.Has("Account") || row.Has("Name")
            ? new InputException(Messages.RowAccountEmpty, Messages.RowAccountEmptyAdvice)
            : NoAccount(row));
        if (account is not null && name is not null && name != account && name != Parsed(account).Name)
        {
            throw new InputException(Messages.RowTwoAccounts.With(account, name), Messages.RowTwoAccountsAdvice);
        }

        return Of(row, text, isName: account is null, privilege);
    }

    private DbAccountReference Of(Row row, string text, bool isName, DbPrivilege? privilege = null)
    {
        string[] hosts = Texts(row["AllowedHost"]);
        // A cell has blanks around name@host, in front as well as behind.
        text = text.Contains('@') ? text.Trim() : text;
        // Beside hosts in a column of their own a name is whole, and an @ in it separates nothing.
        DbAccountIdentity parsed = isName && hosts.Length > 0 && !HostMayBeNew ? Whole(text) : Parsed(text);
        if (parsed.Host is not null && hosts.Length > 0 && !HostMayBeNew && !(hosts.Length == 1 && IsSame(hosts[0], parsed.Host)))
        {
            throw new InputException(Messages.RowTwoHosts.With(text, string.Join(";", hosts)), Messages.RowTwoHostsAdvice);
        }

        return new DbAccountReference(parsed.Name, parsed.Host is not null ? [parsed.Host] : hosts, row.Origin)
        {
            Service = row.Text("Service"),
            InstanceId = row.Text("InstanceId"),
            Row = row,
            HostIsInName = parsed.Host is not null,
            Privilege = privilege,
            Grants = row.Has(nameof(DbAccount.Grant)) && !row.IsBlank(nameof(DbAccount.Grant)) ? GrantForms.Set(row[nameof(DbAccount.Grant)]) : null,
        };
    }

    /// <inheritdoc/>
    protected override object? ReadPlain(object plain) => plain switch
    {
        DbAccountReference reference => reference,
        DbAccount account => Of(account),
        DbPrivilege privilege => Of(privilege),
        DbAccess access => Of(access),
        DbInstance instance when InstanceMeansAll => new DbAccountReference("*", [], instance),
        string text when string.IsNullOrWhiteSpace(text) => throw new InputException(Messages.AccountNameBlank, Messages.AccountNameBlankAdvice),
        string text => Of(text),
        _ => null,
    };

    /// <inheritdoc/>
    protected override object Read(object input, Row? row) =>
        row is null ? throw new FormatException(Allowed)
        : ForeignObject.Problem(input.Plain()!) is { } problem ? throw problem
        : Of(row);

    /// <inheritdoc/>
    protected override object Placeholder() => new DbAccountReference("-", [], null);

    /// <inheritdoc/>
    protected override object Result(object[] read) => Array.ConvertAll(read, one => (DbAccountReference)one);

    private static bool IsOfPrivilege(object? record, Row? row) =>
        Row.IsSelectionOf<DbPrivilege>(record) || (row is not null && (PrivilegeTransformationAttribute.IsPrivilege(row) || IsAccess(row)));

    // No other object of ours, and hardly a table of somebody's, has all of these.
    private static bool IsAccess(Row row) => _ofAccess.All(row.Has) && row.Text("Account") is not null;

    private static bool IsSame(string host, string other) => string.Equals(host.Trim(), other, StringComparison.OrdinalIgnoreCase);

    private static string[] Texts(object? hosts) => Blank.IsAmong(hosts)
        ? throw new InputException(Messages.RowAllowedHostElementEmpty, Messages.RowAllowedHostElementEmptyAdvice)
        : TextValue.All("AllowedHost", hosts);

    // A job says in a list whose it is.
    private static string? OnlyOne(object? accounts)
    {
        string[] named = accounts.Plain() is IEnumerable list and not (string or IDictionary)
            ? [.. list.Cast<object?>().Where(one => !Blank.Is(one)).Select(one => one!.ToString())]
            : [];
        return named.Length < 2 ? named.FirstOrDefault()
            : throw new InputException(
                Messages.JobAccounts.With(string.Join(", ", named.Select(one => $"'{one}'"))), Messages.JobAccountsAdvice);
    }

    private static InputException NoAccount(Row row) => row.Columns.Misread() ??
        (from name in row.Names
         from meant in _names
         where ColumnNames.IsNear(name, meant)
         let misspelt = DbError.MisspeltColumn(name, meant)
         select new InputException(misspelt.Message, misspelt.RecommendedAction))
        .FirstOrDefault() ?? new InputException(Messages.RowWithoutAccount, Messages.RowWithoutAccountAdvice);

    private static DbAccountIdentity Parsed(string text) => Checked(new DbAccountIdentity(text));

    private static DbAccountIdentity Whole(string name) => Checked(new DbAccountIdentity(name, null));

    private static DbAccountIdentity Checked(DbAccountIdentity account) => account.Name.Any(char.IsControl)
        ? throw new InputException(Messages.AccountNameControlCharacters, Messages.AccountNameControlCharactersAdvice)
        : account;
}
