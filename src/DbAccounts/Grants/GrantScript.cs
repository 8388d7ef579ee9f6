using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>
/// GRANT and REVOKE statements one after the other, and what accounts hold after them: lists of SHOW GRANTS, dumps of pt-show-grants,
/// scripts.
/// </summary>
public sealed class GrantScript(DbGrantDialect dialect)
{
    // What the client draws around a result, its heading, its prompts, and what it says of a statement.
    private static readonly Regex _frame = new(
        @"^[ \t]*(?:"
            + @"\+-[-+]*\+[ \t]*$|\*{3,} *\d+\. row *\*{3,}[ \t]*$|\d+ rows? in set\b[^\n;]*$|Query OK,[^\n;]*$"
            + @"|\|?[ \t]*Grants for [^\n|]*?(?:: (?=(?:GRANT|REVOKE|SET) )|\|?[ \t]*$)"
            + @"|(?:mysql|(?:MySQL|MariaDB) \[[^\]\n]*\])> |-> |\|(?= ))|(?<= )\|[ \t]*$",
        RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private readonly List<DbAccountIdentity> _order = [];
    private readonly Dictionary<DbAccountIdentity, HeldByLine> _held = [];

    /// <summary>What each account holds, in the order in which they were first named. ALL stands for all that the dialect offers.</summary>
    public IEnumerable<KeyValuePair<DbAccountIdentity, DbPrivilegeSet>> Accounts => _order.Select(account =>
        new KeyValuePair<DbAccountIdentity, DbPrivilegeSet>(account, dialect.Catalog().Collapse(_held[account].All())));

    /// <summary>Makes the statements of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Told of each statement that can't be read, and is passed over; null to throw.</param>
    /// <returns>The accounts that a REVOKE was for which took nothing, as they had nothing of it by the statements before.</returns>
    /// <exception cref="GrantSyntaxException">A statement can't be read, and nobody wants to be told; those before it were made.</exception>
    public IReadOnlyList<DbAccountIdentity> Run(string text, Action<GrantSyntaxException>? problem = null)
    {
        text = _frame.Replace((text ?? throw new ArgumentNullException(nameof(text))).Replace("\r\n", "\n"), match => new string(' ', match.Length));
        var parser = new GrantParser(text, dialect);
        var idle = new List<DbAccountIdentity>();
        while (true)
        {
            try
            {
                if (parser.Next() is not { } statement)
                {
                    return [.. idle.Distinct()];
                }

                idle.AddRange(Make(statement));
            }
            catch (GrantSyntaxException e) when (problem is not null)
            {
                problem(e);
                parser.Recover();
            }
        }
    }

    private List<DbAccountIdentity> Make(GrantStatement statement)
    {
        DbPrivilegeSet privileges = dialect.Catalog().Expand(statement.Privileges);
        var tookNothing = new List<DbAccountIdentity>();
        for (int i = 0; i < statement.Accounts.Count; i++)
        {
            DbAccountIdentity account = statement.Kind is StatementKind.Grant or StatementKind.Revoke or StatementKind.RevokeAll
                ? Known(statement.Accounts[i]) : statement.Accounts[i];
            switch (statement.Kind)
            {
                case StatementKind.Grant:
                    Held(account).Add(privileges);
                    break;
                case StatementKind.Revoke when !Held(account).Take(privileges, dialect.HasPartialRevokes()):
                    tookNothing.Add(account);
                    break;
                case StatementKind.RevokeAll:
                    Held(account).TakeAll(StaysAfterRevokeAll);
                    break;
                case StatementKind.Create:
                    Held(account);
                    break;
                case StatementKind.Drop:
                    Drop(account);
                    break;
                case StatementKind.Rename:
                    Rename(account, statement.NewNames[i]);
                    break;
                default:
                    break;
            }
        }

        return tookNothing;
    }

    // On MariaDB a name without a host is a role, or the account of every host where there is no such role.
    private DbAccountIdentity Known(DbAccountIdentity account)
    {
        var everywhere = new DbAccountIdentity(account.Name, "%");
        return account.Host is null && !_held.ContainsKey(account) && _held.ContainsKey(everywhere) ? everywhere : account;
    }

    private HeldByLine Held(DbAccountIdentity account)
    {
        if (!_held.TryGetValue(account, out HeldByLine? held))
        {
            _order.Add(account);
            _held[account] = held = new HeldByLine();
        }

        return held;
    }

    private void Drop(DbAccountIdentity account)
    {
        Held(account).TakeAll(_ => false);
        // Nobody is a member of a role that is gone; who may act as an account still may when it comes again.
        var role = DbPrivilegeTarget.OfRole(GrantName.OfRole(account.Name, account.Host));
        foreach (HeldByLine held in _held.Values)
        {
            held.Forget(role);
        }
    }

    private void Rename(DbAccountIdentity account, DbAccountIdentity newName)
    {
        HeldByLine held = Held(account);
        _order[_order.IndexOf(account)] = newName;
        _held.Remove(account);
        _held[newName] = held;
    }

    // REVOKE ALL PRIVILEGES, GRANT OPTION leaves what is no privilege on an object.
    private bool StaysAfterRevokeAll(DbPrivilegeTarget target) =>
        target.Level == DbPrivilegeLevel.Proxy || (target.Level == DbPrivilegeLevel.Role && !dialect.IsMariaDb());
}
