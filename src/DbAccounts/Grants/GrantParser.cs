using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Grants;

/// <summary>
/// Reads GRANT and REVOKE as MySQL 5.7 to 9 and MariaDB 10.4 to 11 print them, and the short form without GRANT and TO. Passwords, hashes
/// and options of accounts are read past.
/// </summary>
internal sealed class GrantParser(string text, DbGrantDialect dialect)
{
    private static readonly string[] _passedOver = ["ALTER", "EXECUTE", "FLUSH", "INSTALL", "SET", "SHOW", "USE"];

    // The role that mysqldump of MariaDB has while it gives others.
    private const string DumpRole = "mariadb_dump_import_role";

    private static readonly string[] _statements = [.. _passedOver, "CREATE", "DROP", "GRANT", "RENAME", "REVOKE", "SELECT"];
    private static readonly string[] _routines = ["FUNCTION", "PROCEDURE", "PACKAGE BODY", "PACKAGE"];
    private readonly GrantCursor _at = new(text, dialect);
    private int _start;

    /// <summary>The next statement of the text; null at its end.</summary>
    /// <exception cref="GrantSyntaxException">It is none; <see cref="Recover"/> goes past it.</exception>
    public GrantStatement? Next()
    {
        while (_at.TryTake(";"))
        {
        }

        _start = _at.IsAtEnd ? _start : _at.Position;
        if (_at.IsAtEnd)
        {
            return null;
        }

        GrantStatement statement = Statement();
        // Where something else follows, the statement is another than the part of it that was read.
        return _at.TryTake(";") || _at.IsAtEnd || _statements.Contains(_at.PeekWord()) ? statement : throw _at.Error(Messages.WantedNextStatement);
    }

    /// <summary>Goes past a statement that can't be read.</summary>
    public void Recover() => _at.SkipBrokenStatement(_start);

    /// <summary>Grants in the short form, such as <c>SELECT (id), INSERT ON shop.orders WITH GRANT OPTION; ROLE reader</c>.</summary>
    /// <exception cref="GrantSyntaxException">A part of it is none.</exception>
    public DbPrivilegeSet Short()
    {
        var all = new List<DbPrivilegeSet>();
        do
        {
            if (!_at.IsAtEnd)
            {
                all.Add(_at.TryTake(PrivilegeWord.Role) ? ShortRole() : _at.TryTake("REVOKE") ? ShortPartialRevoke() : ShortGrant());
            }
        }
        while (_at.TryTake(";"));
        // Who pastes a statement has named the account already.
        return _at.IsAtEnd ? DbPrivilegeSet.Of(all)
            : throw (_at.PeekWord() is ("TO" or "FROM") and { } word ? _at.ErrorOfAccount(word) : _at.Error(Messages.WantedEnd));
    }

    private GrantStatement Statement()
    {
        if (_statements.Contains(_at.PeekWord()))
        {
            _at.BeginStatement();
        }

        if (_at.TryTake("GRANT"))
        {
            return Grant();
        }

        if (_at.TryTake("REVOKE"))
        {
            return Revoke();
        }

        if (_at.TryTake("CREATE"))
        {
            return Create();
        }

        if (_at.TryTakeWords("DROP USER"))
        {
            return Drop(areUsers: true);
        }

        if (_at.TryTakeWords("DROP ROLE"))
        {
            return Drop(areUsers: false);
        }

        if (_at.TryTakeWords("RENAME USER"))
        {
            return Rename();
        }

        if (!_passedOver.Any(_at.TryTake) && !TrySelectInto())
        {
            throw _at.Error(Messages.ListOr.With("GRANT", "REVOKE"));
        }

        _at.SkipStatement();
        return new GrantStatement(StatementKind.Other, [], DbPrivilegeSet.Empty);
    }

    // Dumps keep something in variables.
    private bool TrySelectInto()
    {
        int start = _at.Position;
        bool isInto = false;
        if (_at.TryTake("SELECT"))
        {
            _at.SkipStatement(() => isInto = _at.TryTakeWords("INTO @"));
        }

        if (!isInto)
        {
            _at.Return(start);
        }

        return isInto;
    }

    private GrantStatement Create()
    {
        StatementKind kind = _at.TryTakeWords("OR REPLACE") ? StatementKind.Drop : StatementKind.Create;
        bool areUsers = _at.TryTake("USER");
        if (!areUsers && !_at.TryTake("ROLE"))
        {
            _at.SkipStatement();
            return new GrantStatement(StatementKind.Other, [], DbPrivilegeSet.Empty);
        }

        _at.TryTakeWords("IF NOT EXISTS");
        var accounts = new List<DbAccountIdentity>();
        do
        {
            accounts.Add(Account(areUsers));
            _at.SkipAccountOptions();
        }
        while (_at.TryTake(","));
        _at.SkipStatement();
        return new GrantStatement(kind, accounts, DbPrivilegeSet.Empty);
    }

    private GrantStatement Drop(bool areUsers)
    {
        _at.TryTakeWords("IF EXISTS");
        return new GrantStatement(StatementKind.Drop, Accounts(areUsers), DbPrivilegeSet.Empty);
    }

    private GrantStatement Rename()
    {
        var names = new List<DbAccountIdentity>();
        var newNames = new List<DbAccountIdentity>();
        do
        {
            names.Add(Account(isUser: true));
            _at.Take("TO");
            newNames.Add(Account(isUser: true));
        }
        while (_at.TryTake(","));
        return new GrantStatement(StatementKind.Rename, names, DbPrivilegeSet.Empty) { NewNames = newNames };
    }

    private GrantStatement Grant()
    {
        DbPrivilegeSet privileges = What("TO");
        if (privileges[DbPrivilegeTarget.OfRole(DumpRole)].Count > 0)
        {
            _at.SkipStatement();
            return new GrantStatement(StatementKind.Other, [], DbPrivilegeSet.Empty);
        }

        DbAccountIdentity[] accounts = Accounts();
        _at.SkipRequirements();
        privileges = privileges.Union(Options(privileges));
        if (_at.TryTake("AS"))
        {
            _at.SkipStatement();
        }

        return new GrantStatement(StatementKind.Grant, accounts, privileges);
    }

    private GrantStatement Revoke()
    {
        _at.TryTakeWords("IF EXISTS");
        int start = _at.Position;
        if ((_at.TryTakeWords("ALL PRIVILEGES") || _at.TryTake("ALL")) && _at.TryTake(",")
            && _at.TryTakeWords(PrivilegeWord.GrantOption) && _at.TryTake("FROM"))
        {
            return End(new GrantStatement(StatementKind.RevokeAll, Accounts(), DbPrivilegeSet.Empty));
        }

        _at.Return(start);
        bool isOfAdmin = _at.TryTakeWords("ADMIN OPTION FOR");
        DbPrivilegeSet privileges = What("FROM");
        return End(new GrantStatement(
            StatementKind.Revoke,
            Accounts(),
            isOfAdmin ? DbPrivilegeSet.Of(privileges.Targets, [PrivilegeWord.GrantOption]) : privileges));

        GrantStatement End(GrantStatement statement)
        {
            _at.TryTakeWords("IGNORE UNKNOWN USER");
            return statement;
        }
    }

    // What is granted, up to the word before the accounts.
    private DbPrivilegeSet What(string end)
    {
        if (_at.TryTakeWords("PROXY ON"))
        {
            DbPrivilegeSet proxy = DbPrivilegeSet.Of([DbPrivilegeTarget.OfProxy(Proxied())], [PrivilegeWord.Proxy]);
            _at.Take(end);
            return proxy;
        }

        int start = _at.Position;
        List<(string Word, string[] Columns)>? privileges = TryPrivileges();
        if (privileges is not null && _at.TryTake("ON"))
        {
            DbPrivilegeSet set = On(Object(isStatement: true), privileges);
            _at.Take(end);
            return set;
        }

        // Without an object they are roles.
        _at.Return(start);
        var roles = new List<DbPrivilegeTarget>();
        do
        {
            roles.Add(DbPrivilegeTarget.OfRole(Role()));
        }
        while (_at.TryTake(","));
        if (!_at.TryTake(end))
        {
            throw _at.Error(privileges is null ? end : Messages.ListOr.With("ON", end));
        }

        return DbPrivilegeSet.Of(roles, [PrivilegeWord.Role]);
    }

    private DbPrivilegeSet ShortRole()
    {
        DbPrivilegeSet role = DbPrivilegeSet.Of([DbPrivilegeTarget.OfRole(Role())], [PrivilegeWord.Role]);
        return role.Union(Options(role));
    }

    private DbPrivilegeSet ShortPartialRevoke()
    {
        List<(string Word, string[] Columns)> privileges = TryPrivileges() ?? throw _at.Error(Messages.WantedPrivilege);
        _at.Take("ON");
        DbPrivilegeTarget target = Object(isStatement: false);
        return target.Level == DbPrivilegeLevel.Database && privileges.All(one => one.Columns.Length == 0)
            ? DbPrivilegeSet.Of([DbPrivilegeTarget.OfPartialRevoke(target.Database!)], privileges.Select(one => one.Word))
            : throw _at.Error(Messages.WantedWholeDatabase);
    }

    private DbPrivilegeSet ShortGrant()
    {
        // Who has it but isn't a member can't be on a server; what is taken can.
        if (_at.TryTakeWords("ADMIN OPTION FOR ROLE"))
        {
            return DbPrivilegeSet.Of([DbPrivilegeTarget.OfRole(Role())], [PrivilegeWord.GrantOption]);
        }

        if (_at.TryTakeWords("PROXY ON"))
        {
            DbPrivilegeSet proxy = DbPrivilegeSet.Of([DbPrivilegeTarget.OfProxy(Proxied())], [PrivilegeWord.Proxy]);
            return proxy.Union(Options(proxy));
        }

        List<(string Word, string[] Columns)> privileges = TryPrivileges() ?? throw _at.Error(Messages.WantedPrivilege);
        if (!_at.TryTake("ON"))
        {
            throw _at.Error(Messages.WantedObject);
        }

        (DbPrivilegeTarget target, DbPrivilegeSet set) = WithTarget(privileges);
        return set.Union(Options(set, target));

        (DbPrivilegeTarget Target, DbPrivilegeSet Set) WithTarget(List<(string Word, string[] Columns)> listed)
        {
            DbPrivilegeTarget named = Object(isStatement: false);
            return (named, On(named, listed));
        }
    }

    // The object of a statement with nothing but USAGE is known by the option alone.
    private DbPrivilegeTarget _object;

    private DbPrivilegeSet On(DbPrivilegeTarget target, List<(string Word, string[] Columns)> privileges)
    {
        _object = target;
        if (target.Level != DbPrivilegeLevel.Table && privileges.Any(one => one.Columns.Length > 0))
        {
            throw _at.Error(Messages.WantedTableOfColumns);
        }

        return DbPrivilegeSet.From(privileges.Where(one => one.Word != PrivilegeWord.Usage).SelectMany(one =>
            one.Columns.Length == 0
                ? [(target, [one.Word])]
                : one.Columns.Select(column => (
                    new DbPrivilegeTarget(target.Database, target.Table, column), (IEnumerable<string>)[one.Word]))));
    }

    private DbPrivilegeSet Options(DbPrivilegeSet granted, DbPrivilegeTarget? named = null)
    {
        bool isGrantable = false;
        while (_at.TryTake("WITH"))
        {
            do
            {
                if (_at.TryTakeWords(PrivilegeWord.GrantOption) || _at.TryTakeWords("ADMIN OPTION"))
                {
                    isGrantable = true;
                }
                else if (!_at.TrySkipLimit())
                {
                    throw _at.Error(Messages.WantedOption);
                }
            }
            while (!_at.IsAtEnd && (_at.IsAtLimit() || _at.PeekWord() == "GRANT" && IsOption()));
        }

        if (!isGrantable)
        {
            return DbPrivilegeSet.Empty;
        }

        // Who may give privileges on columns may on the table.
        IEnumerable<DbPrivilegeTarget> objects = granted.IsEmpty
            ? [named ?? _object]
            : granted.Targets.Select(target => target.Line());
        return DbPrivilegeSet.Of(objects.Distinct(), [PrivilegeWord.GrantOption]);
    }

    // A statement may begin where the last one has ended without a semicolon.
    private bool IsOption()
    {
        int start = _at.Position;
        bool isOption = _at.TryTakeWords(PrivilegeWord.GrantOption);
        _at.Return(start);
        return isOption;
    }

    // Null where no word stands. Names may be those of roles: what follows decides.
    private List<(string Word, string[] Columns)>? TryPrivileges()
    {
        var privileges = new List<(string, string[])>();
        do
        {
            var words = new List<string>();
            if (_at.IsAtQuote())
            {
                // MySQL takes the names of dynamic privileges between quotes, too.
                words.Add(_at.ReadQuoted());
            }

            while (_at.PeekWord() is { Length: > 0 } word && word is not ("ON" or "TO" or "FROM"))
            {
                _at.Take(word);
                words.Add(word);
                // A privilege of Aurora has a word that ends others.
                if (words is ["LOAD"] && _at.TryTakeWords("FROM S3"))
                {
                    words.AddRange(["FROM", "S3"]);
                }
            }

            if (words.Count == 0)
            {
                return null;
            }

            privileges.Add((DbPrivilegeSet.Normalize(string.Join(" ", words)), _at.TryTake("(") ? Columns() : []));
        }
        while (_at.TryTake(","));
        return privileges;
    }

    private string[] Columns()
    {
        var columns = new List<string>();
        do
        {
            columns.Add(Name(nameof(Messages.WantedColumn), false));
        }
        while (_at.TryTake(","));
        _at.Take(")");
        return [.. columns];
    }

    private DbPrivilegeTarget Object(bool isStatement)
    {
        int start = _at.Position;
        string? routine = _routines.FirstOrDefault(kind => _at.TryTakeWords(kind));
        bool isPattern = routine is null && !isStatement && _at.TryTake(GrantName.PatternWord);
        if ((routine is not null || isPattern || _at.TryTake("TABLE")) && _at.IsAt('.'))
        {
            // A database is called so.
            _at.Return(start);
            (routine, isPattern) = (null, false);
        }

        if (!isPattern && _at.TryTake("*"))
        {
            if (!_at.TryTake("."))
            {
                throw _at.Error(Messages.WantedDatabaseBefore);
            }

            _at.Take("*");
            return DbPrivilegeTarget.Global;
        }

        string database = Name(nameof(Messages.WantedDatabase), true);
        if (!_at.TryTake("."))
        {
            throw _at.Error(Messages.WantedTableOrAll);
        }

        if (routine is not null)
        {
            return DbPrivilegeTarget.OfRoutine(routine, database, Name(nameof(Messages.WantedRoutine), false));
        }

        if (isPattern)
        {
            _at.Take("*");
        }
        else if (!_at.TryTake("*"))
        {
            return new DbPrivilegeTarget(database, Name(nameof(Messages.WantedTable), false));
        }

        // Quotes are no part of a name: what it means is the same with them and without. In a statement the server's rule holds.
        return isPattern || isStatement ? DbPrivilegeTarget.OfPattern(database) : DbPrivilegeTarget.OfDatabases(database);
    }

    private DbAccountIdentity[] Accounts(bool areUsers = false)
    {
        var accounts = new List<DbAccountIdentity>();
        do
        {
            accounts.Add(Account(areUsers));
            _at.SkipAuthentication();
        }
        while (_at.TryTake(","));
        return [.. accounts];
    }

    // A role of MariaDB has no host; everything else without one, or with an empty one, may come from everywhere.
    private DbAccountIdentity Account(bool isUser)
    {
        (string name, string? host) = AccountParts();
        bool isRole = host is null && dialect.IsMariaDb() && !isUser;
        return new DbAccountIdentity(
            isRole && name.Equals(GrantStatements.Public, StringComparison.OrdinalIgnoreCase) ? GrantStatements.Public : name,
            isRole ? null : string.IsNullOrEmpty(host) ? "%" : host);
    }

    private string Role()
    {
        (string name, string? host) = AccountParts();
        return GrantName.OfRole(name, host);
    }

    // On MySQL an empty host is one of its own: who has PROXY on ''@'' may act as everybody.
    private string Proxied()
    {
        (string name, string? host) = AccountParts();
        return $"{name}@{(host is null || (host.Length == 0 && dialect.IsMariaDb()) ? "%" : host)}";
    }

    private (string Name, string? Host) AccountParts()
    {
        if (_at.PeekWord() is "CURRENT_USER" or "CURRENT_ROLE")
        {
            throw _at.Error(Messages.WantedAccount);
        }

        string name = Name(nameof(Messages.WantedAccount), false, isAccount: true);
        return !_at.TryTake("@") ? (name, null)
            : (name, _at.IsAtQuote() ? _at.ReadQuoted() : _at.ReadWhile(GrantName.IsHostCharacter));
    }

    private string Name(string what, bool isDatabase, bool isAccount = false)
    {
        if (_at.IsAtQuote())
        {
            return _at.ReadQuoted();
        }

        string name = _at.ReadWhile(c => GrantName.IsWordCharacter(c) || c == '-' || (isDatabase && c is '%' or '\\') || (isAccount && c == '.'));
        return name.Length > 0 ? name : throw _at.Error(TextFormat.Named(what));
    }
}
