using System;
using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// Gets a secret by its name, with the commands that the host has for it: Azure Automation's assets, else SecretManagement. Neither is
/// required until a secret is named. It has to be called on the pipeline's thread.
/// </summary>
internal static class SecretResolver
{
    private const string AutomationCommand = "Get-AutomationPSCredential";
    private const string VaultCommand = "Get-Secret";
    private static readonly string[] _id = ["keyid", "secretid", "ak", "accesskey", "accesskeyid", "qyaccesskeyid", "username"];
    private static readonly string[] _key = ["secretkey", "sk", "secretaccesskey", "qysecretaccesskey", "password"];
    private static readonly string[] _token = ["token", "securitytoken", "sessiontoken"];

    /// <summary>The credential that a secret holds.</summary>
    /// <exception cref="DbAccountsException">There is no such command or secret, or it is of a form that holds no credential.</exception>
    public static DbCredential Resolve(CommandInvocationIntrinsics commands, SecretName secret)
    {
        object? value = Ask(commands, secret);
        return value switch
        {
            PSCredential credential => new DbCredential(credential.UserName, new Secret(credential.Password)),
            SecureString or string => new DbCredential(null, null, Text(value)),
            IDictionary table => Read(table),
            null => throw DbError.SecretNotFound(secret, Messages.SecretEmpty),
            _ => throw DbError.SecretInvalid(secret, Messages.SecretOfType.With(value.GetType().Name)),
        };
    }

    private static object? Ask(CommandInvocationIntrinsics commands, SecretName secret)
    {
        var parameters = new Hashtable { ["Name"] = secret.Name, ["ErrorAction"] = "Stop" };
        CommandInfo? command = secret.Vault is null ? Find(commands, AutomationCommand) : null;
        if (command is null)
        {
            command = Find(commands, VaultCommand) ?? throw DbError.SecretNotFound(secret, Messages.SecretWithoutCommand.With(VaultCommand));
            if (secret.Vault is not null)
            {
                parameters["Vault"] = secret.Vault;
            }
        }

        var script = ScriptBlock.Create("param($command, $parameters) & $command @parameters");
        Collection<PSObject> found;
        try
        {
            found = commands.InvokeScript(true, script, null, command, parameters);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw DbError.SecretNotFound(secret, Messages.SecretCommandSays.With(command.Name, e.Message), e);
        }

        return found.Count switch
        {
            0 => throw DbError.SecretNotFound(secret, Messages.SecretNotKnown.With(command.Name)),
            1 => found[0]?.BaseObject,
            _ => throw DbError.SecretInvalid(
                secret, Messages.SecretSeveral.With(command.Name, found.Count.ToString(CultureInfo.InvariantCulture))),
        };
    }

    private static CommandInfo? Find(CommandInvocationIntrinsics commands, string name) =>
        commands.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias);

    // The names that the vendors and PowerShell have for them, whatever their case and dashes.
    private static DbCredential Read(IDictionary table)
    {
        ILookup<string, object?> values = PlainValue.Entries(table)
            .ToLookup(
                entry => entry.Key.ToString().Replace("_", "").Replace("-", ""),
                entry => (object?)entry.Value,
                StringComparer.OrdinalIgnoreCase);
        Secret? Of(string[] names) => names.SelectMany(name => values[name]).Select(Text).FirstOrDefault(value => value is not null);
        return new DbCredential(Of(_id)?.Reveal(text => text), Of(_key), Of(_token));
    }

    private static Secret? Text(object? value) => value.Plain() switch
    {
        SecureString { Length: > 0 } secure => new Secret(secure),
        string { Length: > 0 } text => Secret.From(text),
        _ => null,
    };
}
