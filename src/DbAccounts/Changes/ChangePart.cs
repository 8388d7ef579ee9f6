using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Changes;

/// <summary>A part of a change that takes several requests: one that was not made must not be forgotten.</summary>
/// <param name="Words">What it is, as the subject of a sentence.</param>
/// <param name="Command">The command that makes it by itself.</param>
internal sealed record ChangePart(string Words, string Command)
{
    /// <summary>The part of a change that is an operation of its own.</summary>
    public static ChangePart Of(DbInstanceName instance, AccountChange operation) => operation switch
    {
        ChangePrivilege change => new(
            Messages.PartGrant.With(change.Privileges, Account(change.Account)),
            string.Join("; ", Grants(change).Select(grant => $"{grant} {Where(instance)}"))),
        ModifyAccount modify => new(
            Messages.PartSettings.With(string.Join(", ", Given(modify).Select(given => given.Key)), Account(modify.Account)),
            $"Set-DbAccount {CommandText.Value(Account(modify.Account))} "
                + string.Join(" ", Given(modify).Select(given => $"-{given.Key} {CommandText.Value(given.Value)}"))
                + $" {Where(instance)}"),
        ResetPassword reset => new(
            Messages.PartPassword.With(Account(reset.Account)),
            $"Reset-DbAccountPassword {CommandText.Value(Account(reset.Account))} -Password (Read-Host -AsSecureString) {Where(instance)}"),
        // No request is a part of another kind so far; if one is, it is not forgotten either.
        _ => new(
            Messages.PartOther.With(OperationWords.Of(operation.Kind), Account(operation.Account)),
            $"{OperationWords.CommandOf(operation.Kind)} {CommandText.Value(Account(operation.Account))} {Where(instance)}"),
    };

    /// <summary>An error, with the parts of the change that were not made, and the commands that make them.</summary>
    /// <param name="error">Why the change went no further.</param>
    /// <param name="parts">The parts that were not made.</param>
    /// <param name="job">The job of the part before, where the account can be told by it.</param>
    public static DbAccountsException Tell(DbAccountsException error, IEnumerable<ChangePart?> parts, DbJob? job)
    {
        ChangePart[] missing = [.. parts.OfType<ChangePart>()];
        return missing.Length == 0 ? error : error.With(
            Messages.PartsNotMade.With(string.Join("; ", missing.Select(part => part.Words))),
            Messages.PartsAdvice.With(error.RecommendedAction, string.Join("; ", missing.Select(part => part.Command))),
            error.Job ?? job);
    }

    // A name without a host means this one, and says so.
    private static string Account(DbAccountIdentity account) => account.Host is null ? account.Name + "@%" : account.ToString();

    // What is on several databases alike is one command; what is no table or above is said in the text of a grant.
    private static IEnumerable<string> Grants(ChangePrivilege change) =>
        change.Privileges.All(held => held.Key.Level is DbPrivilegeLevel.Global or DbPrivilegeLevel.Database or DbPrivilegeLevel.Table or DbPrivilegeLevel.Column)
            ? Plain(change)
            : [$"Grant-DbPrivilege {CommandText.Value(Account(change.Account))} {CommandText.List(change.Privileges.ToTexts())}"];

    private static IEnumerable<string> Plain(ChangePrivilege change) =>
        from held in change.Privileges
        group held.Key.Database by (Privileges: CommandText.List(held.Value), held.Key.Table, held.Key.Column) into alike
        let databases = alike.OfType<string>().ToArray()
        select $"Grant-DbPrivilege {CommandText.Value(Account(change.Account))} {alike.Key.Privileges} "
            + (databases.Length == 0 ? "-Global" : $"-Database {CommandText.List(databases)}")
            + (alike.Key.Table is { } table ? $" -Table {CommandText.Value(table)}" : "")
            + (alike.Key.Column is { } column ? $" -Column {CommandText.Value(column)}" : "");

    private static IEnumerable<KeyValuePair<string, object>> Given(ModifyAccount modify) =>
        modify.Given().Where(given => given.Key != nameof(modify.Password));

    private static string Where(DbInstanceName instance) => $"-Instance {CommandText.Value($"{instance.Service}/{instance.InstanceId}")}";
}
