using System;
using System.Collections.Generic;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Documents;

/// <summary>Reads the grants of an account: texts, or tables of a text and when it expires.</summary>
internal static class GrantReading
{
    /// <summary>The grants of an account.</summary>
    /// <param name="table">The account.</param>
    /// <param name="node">Its member 'grants'.</param>
    public static IEnumerable<AccessGrant> Read(TableReading table, AccessNode node)
    {
        foreach ((AccessNode item, string path) in TableReading.Items(node, table.PathOf("grants")))
        {
            if (item.Kind == AccessNodeKind.Text)
            {
                if (Parsed(table, item, path, item.Text) is { } privileges)
                {
                    yield return new AccessGrant(privileges) { Place = new DocumentPlace(path, item.Line, item.Column) };
                }

                continue;
            }

            if (item.Kind != AccessNodeKind.Table)
            {
                table.Problem(item, path, Messages.DocumentNotGrant.With(item.Word));
                continue;
            }

            TableReading inner = table.At(item, path);
            string? text = inner.Text("grant");
            DateTimeOffset? expires = inner.Time("expires");
            if (!inner.Has("grant"))
            {
                inner.Problem(Messages.DocumentWithoutGrant);
            }

            inner.Finish();
            if (text is not null && Parsed(inner, inner.Node("grant")!, inner.PathOf("grant"), text) is { } one)
            {
                yield return new AccessGrant(one) { Expires = expires, Place = inner.Place };
            }
        }
    }

    private static DbPrivilegeSet? Parsed(TableReading table, AccessNode node, string path, string text)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                table.Problem(node, path, Messages.DocumentEmptyGrant);
                return null;
            }

            return GrantText.Parse(text);
        }
        catch (FormatException e)
        {
            table.Problem(node, path, Messages.DocumentGrantBroken.With(GrantText.Shown(text, e), GrantText.Why(e)));
            return null;
        }
    }
}
