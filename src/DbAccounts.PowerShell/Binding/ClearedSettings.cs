using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Profiles;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Settings that can be taken away, by the names of their parameters.</summary>
internal static class ClearedSettings
{
    /// <summary>Those of an account.</summary>
    public static IReadOnlyList<(string Text, string ToolTip)> OfAccount =>
    [
        (nameof(ModifyAccount.Description), Messages.CompleterClearDescription),
        (nameof(ModifyAccount.Database), Messages.CompleterClearDatabase),
        (nameof(ModifyAccount.PasswordLifetime), Messages.CompleterClearPasswordLifetime),
    ];

    /// <summary>Those of a profile.</summary>
    public static IReadOnlyList<(string Text, string ToolTip)> OfProfile =>
    [
        .. new[]
        {
            nameof(DbProfile.InstanceId), nameof(DbProfile.Region), nameof(DbProfile.ProjectId), nameof(DbProfile.Endpoint),
            nameof(DbProfile.SecretName), nameof(DbProfile.Vault), nameof(DbProfile.IamDomain),
            nameof(DbProfile.SslMode), nameof(DbProfile.SslCa),
        }.Select(name => (name, Messages.CompleterClearProfileSetting.With(name))),
    ];

    /// <summary>Refuses what can't be taken away, or is set at the same time.</summary>
    /// <exception cref="DbAccountsException">It is one of these.</exception>
    public static void Require(string[]? cleared, IReadOnlyList<(string Text, string ToolTip)> settings, Given given)
    {
        foreach (string name in cleared ?? [])
        {
            if (!settings.Any(setting => Is(setting.Text, name)))
            {
                string[] allowed = [.. settings.Select(setting => setting.Text)];
                throw DbError.InvalidInput(
                    Nearest.Of(name, allowed) is { } meant
                        ? Messages.ClearUnknownNear.With(name, meant)
                        : Messages.ClearUnknown.With(name, string.Join(", ", allowed)),
                    Messages.ClearUnknownAdvice);
            }

            if (given.Has(name))
            {
                throw DbError.InvalidInput(Messages.ClearAndSet.With(name), Messages.ClearAndSetAdvice.With(name));
            }
        }
    }

    /// <summary>True where a setting is to be taken away.</summary>
    public static bool Has(string[]? cleared, string setting) => cleared?.Any(name => Is(setting, name)) == true;

    private static bool Is(string setting, string name) => string.Equals(setting, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The settings of an account that can be taken away.</summary>
public sealed class ClearedSettingCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) => ClearedSettings.OfAccount.Where(setting =>
        bound.Services().Any(service => service.Info.Takes(OperationKind.ModifyAccount, setting.Text)));
}

/// <summary>The settings of a profile that can be taken away.</summary>
public sealed class ClearedProfileSettingCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) => ClearedSettings.OfProfile;
}
