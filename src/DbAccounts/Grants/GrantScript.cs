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
    // What the client draws around a result, and its heading.
    private static readonly Regex _frame = new(
        @"^(?:[ \t]*\+-[-+]*\+[ \t]*|[ \t]*\|?[ \t]*Grants for [^\n|]*\|?[ \t]*)$|^[ \t]*\|(?= )|(?<= )\|[ \t]*$",
        RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private readonly List<DbAccountIdentity> _order = [];
    private readonly Dictionary<DbAccountIdentity, DbPrivilegeSet> _held = [];

    /// <summary>What each account holds, in the order in which they were first named. ALL stands for all that the dialect offers.</summary>
    public IEnumerable<KeyValuePair<DbAccountIdentity, DbPrivilegeSet>> Accounts => _order.Select(account =>
        new KeyValuePair<DbAccountIdentity, DbPrivilegeSet>(account, dialect.Catalog().Collapse(_held[account])));

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

    private IEnumerable<DbAccountIdentity> Make(GrantStatement statement)
    {
        DbPrivilegeSet privileges = dialect.Catalog().Expand(statement.Privileges);
        foreach (DbAccountIdentity account in statement.Accounts)
        {
            if (!_held.TryGetValue(account, out DbPrivilegeSet? held))
            {
                _order.Add(account);
                held = DbPrivilegeSet.Empty;
            }

            _held[account] = statement.Kind switch
            {
                StatementKind.Grant => held.Union(privileges),
                StatementKind.Revoke => held.Revoke(privileges),
                StatementKind.RevokeAll => DbPrivilegeSet.From(held.Where(one => StaysAfterRevokeAll(one.Key)).Select(one => (
                    one.Key, (IEnumerable<string>)one.Value))),
                StatementKind.Drop => DbPrivilegeSet.Empty,
                _ => held,
            };
            if (statement.Kind == StatementKind.Revoke && _held[account].Equals(held))
            {
                yield return account;
            }
        }
    }

    // REVOKE ALL PRIVILEGES, GRANT OPTION leaves what is no privilege on an object.
    private bool StaysAfterRevokeAll(DbPrivilegeTarget target) =>
        target.Level == DbPrivilegeLevel.Proxy || (target.Level == DbPrivilegeLevel.Role && !dialect.IsMariaDb());
}
