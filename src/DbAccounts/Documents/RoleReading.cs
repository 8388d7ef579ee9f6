using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Documents;

/// <summary>Reads the roles of a document, and fills their parameters where accounts have them.</summary>
internal sealed class RoleReading
{
    private readonly Dictionary<string, (AccessRole Role, bool IsRead)> _roles = new(StringComparer.Ordinal);

    /// <summary>The roles that were read.</summary>
    public IReadOnlyList<AccessRole> All => [.. _roles.Values.Select(role => role.Role)];

    /// <summary>Reads the roles of a document.</summary>
    /// <param name="table">Its member 'roles'.</param>
    public void Read(TableReading table)
    {
        foreach (string name in table.Names)
        {
            IReadOnlyList<string> grants = table.Texts(name) ?? [];
            bool isRead = true;
            foreach ((AccessNode node, string path) in table.Node(name) is { } written ? TableReading.Items(written, table.PathOf(name)) : [])
            {
                isRead &= node.Kind == AccessNodeKind.Text && CheckRole(table, node, path, node.Text);
            }

            _roles[name] = (new AccessRole(name, grants), isRead);
        }
    }

    /// <summary>The roles that an account has.</summary>
    /// <param name="table">The account.</param>
    /// <param name="node">Its member 'roles'.</param>
    public IEnumerable<AccessRoleUse> Uses(TableReading table, AccessNode node)
    {
        foreach ((AccessNode item, string path) in TableReading.Items(node, table.PathOf("roles")))
        {
            var place = new DocumentPlace(path, item.Line, item.Column);
            if (item.Kind == AccessNodeKind.Text)
            {
                yield return Use(table, item, place, item.Text, new Dictionary<string, IReadOnlyList<string>>(), null);
                continue;
            }

            if (item.Kind != AccessNodeKind.Table)
            {
                table.Problem(item, path, Messages.DocumentNotRole.With(item.Word));
                continue;
            }

            TableReading inner = table.At(item, path);
            string? role = inner.Text("role");
            DateTimeOffset? expires = inner.Time("expires");
            if (!inner.Has("role"))
            {
                inner.Problem(Messages.DocumentWithoutRole);
            }

            var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (string parameter in role is not null && Role(role) is { } known ? Parameters(known) : [])
            {
                if (inner.Texts(parameter) is { Count: > 0 } list)
                {
                    values[parameter] = list;
                }
            }

            if (role is not null && Role(role) is null)
            {
                // What its parameters are, nobody can tell.
                inner.Names.ToList().ForEach(name => inner.Node(name));
            }

            inner.Finish();
            if (role is not null)
            {
                yield return Use(inner, item, place, role, values, expires);
            }
        }
    }

    private AccessRoleUse Use(
        TableReading table,
        AccessNode node,
        DocumentPlace place,
        string name,
        Dictionary<string, IReadOnlyList<string>> values,
        DateTimeOffset? expires)
    {
        var use = new AccessRoleUse(name) { Parameters = values, Expires = expires, Place = place };
        if (Role(name) is not { } role)
        {
            string? meant = Nearest.Of(name, _roles.Keys);
            table.Problem(node, place.Path, name.IndexOfAny(['(', '=']) >= 0
                ? Messages.DocumentRoleAsCall.With(name)
                : meant is null ? Messages.DocumentRoleUnknown.With(name)
                : Messages.DocumentRoleUnknownNear.With(name, meant));
            return use;
        }

        string[] missing = [.. Parameters(role).Where(parameter => !values.ContainsKey(parameter))];
        foreach (string parameter in missing.Where(parameter => node.Kind == AccessNodeKind.Text || !table.Has(parameter)))
        {
            table.Problem(
                node, place.Path, Messages.DocumentRoleLacks.With(name, parameter, name, parameter));
        }

        if (missing.Length > 0 || !_roles[name].IsRead)
        {
            return use;
        }

        try
        {
            return use with
            {
                Privileges = DbPrivilegeSet.Of(role.Grants.SelectMany(grant => RoleText.With(grant, values)).Select(GrantText.Parse)),
            };
        }
        catch (FormatException e)
        {
            table.Problem(node, place.Path, Messages.DocumentRoleFilledBroken.With(name, e.Message.TrimEnd('.')));
            return use;
        }
    }

    private static IEnumerable<string> Parameters(AccessRole role) => role.Grants.SelectMany(RoleText.Parameters).Distinct();

    private AccessRole? Role(string name) => _roles.TryGetValue(name, out (AccessRole Role, bool IsRead) role) ? role.Role : null;

    private static bool CheckRole(TableReading table, AccessNode node, string path, string grant)
    {
        if (RoleText.Parameters(grant).FirstOrDefault(parameter => parameter is "role" or "expires") is { } taken)
        {
            table.Problem(node, path, Messages.DocumentParameterTaken.With(taken));
            return false;
        }

        try
        {
            RoleText.Check(grant);
            return true;
        }
        catch (FormatException e)
        {
            table.Problem(node, path, Messages.DocumentRoleBroken.With(GrantText.Shown(grant, e), GrantText.Why(e)));
            return false;
        }
    }
}
