using System.Collections.Generic;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Nothing: for what only the user can know. PowerShell would offer files otherwise.</summary>
public sealed class NothingCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) => [];
}

/// <summary>Common durations.</summary>
public sealed class DurationCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        [("60", "a minute"), ("600", Messages.CompleterTenMinutes), ("3600", Messages.CompleterHour)];
}

/// <summary>Yes or no.</summary>
public sealed class ChoiceCompleter : Completer
{
    private protected override bool IsExpression => true;

    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) => [("$true", "yes"), ("$false", "no")];
}

/// <summary>How a connection to a SQL server is protected.</summary>
public sealed class SslModeCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
    [
        (nameof(DbSslMode.None), Messages.CompleterSslNone), (nameof(DbSslMode.Preferred), Messages.CompleterSslPreferred),
        (nameof(DbSslMode.Required), Messages.CompleterSslRequired), (nameof(DbSslMode.VerifyCA), Messages.CompleterSslVerifyCA),
        (nameof(DbSslMode.VerifyFull), Messages.CompleterSslVerifyFull),
    ];
}

/// <summary>Whose GRANT statements they are.</summary>
public sealed class GrantDialectCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
    [
        (nameof(DbGrantDialect.MySql), Messages.CompleterDialectMySql),
        (nameof(DbGrantDialect.MySql80), Messages.CompleterDialectMySql80),
        (nameof(DbGrantDialect.MySql57), Messages.CompleterDialectMySql57),
        (nameof(DbGrantDialect.MariaDb), Messages.CompleterDialectMariaDb),
        (nameof(DbGrantDialect.MariaDb113), Messages.CompleterDialectMariaDb113),
        (nameof(DbGrantDialect.MariaDb104), Messages.CompleterDialectMariaDb104),
    ];
}

/// <summary>Ways to give a password without writing it.</summary>
public sealed class SecretCompleter : Completer
{
    private protected override bool IsExpression => true;

    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
    [
        ("(Read-Host -AsSecureString)", Messages.CompleterAsks),
        (bound.Service() is { } service ? $"(New-DbPassword {service.Info.Service})" : "(New-DbPassword)", Messages.CompleterMakes),
    ];
}

/// <summary>A way to give a credential without writing it.</summary>
public sealed class CredentialCompleter : Completer
{
    private protected override bool IsExpression => true;

    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        [("(Get-Credential)", Messages.CompleterAsksBoth)];
}
