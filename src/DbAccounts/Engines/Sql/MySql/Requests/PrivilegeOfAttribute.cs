using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>A privilege of a level, of whichever version: what the very server has is looked at when it is connected.</summary>
internal sealed class PrivilegeOfAttribute(DbPrivilegeLevel level) : TextRuleAttribute
{
    private static readonly DbGrantDialect[] _dialects =
    [
        DbGrantDialect.MySql57, DbGrantDialect.MySql80, DbGrantDialect.MySql, DbGrantDialect.MariaDb104, DbGrantDialect.MariaDb,
        DbGrantDialect.MariaDb113,
    ];

    private IReadOnlyList<string>? _values;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => _values ??=
    [
        PrivilegeWord.All,
        .. _dialects.SelectMany(dialect => dialect.Catalog().At(level)).Distinct().OrderBy(name => name, System.StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public override string Words => Messages.RuleOneOfNoun.With(Noun(""), string.Join(", ", Values));

    /// <inheritdoc/>
    public override string Told(string parameter, object value, string service)
    {
        string text = $"{value}".Short();
        string what = Noun(Messages.NounOf.With(service));
        return (Nearest.Several(text, Values) ?? Nearest.Of(text, Values)) is { } meant
            ? Messages.NoneOfNear.With(text, what, meant)
            : level == DbPrivilegeLevel.Global ? Messages.NoneOfOrRole.With(text, what, string.Join(", ", Values))
            : Messages.NoneOf.With(text, what, string.Join(", ", Values));
    }

    /// <inheritdoc/>
    protected override bool Allows(string text) =>
        text == PrivilegeWord.GrantOption || _dialects.Any(dialect => Values.Contains(dialect.Catalog().Name(text)))
        || (level == DbPrivilegeLevel.Global && IsDynamic(text));

    private string Noun(string of) => Messages.NounPrivilegeOnLevel.With(of, LevelWords.Of(level));

    // Components of MySQL bring privileges of their own, whose names are one word.
    private static bool IsDynamic(string text) => text.Contains('_') && text.All(c => c is '_' or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));
}
