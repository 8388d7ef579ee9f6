using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Planning;
using DbAccounts.Model;
using DbAccounts.PowerShell.Session;
using DbAccounts.Profiles;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell;

/// <summary>What the views show in a cell: texts of services harmlessly, times and lists as they are read.</summary>
public static class ShownCell
{
    private const int Narrowest = 79;
    private const int Wide = 109;
    private const int ShortestId = 13;

    // From then on it is said how old a state is.
    private static readonly TimeSpan _old = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> _what = new()
    {
        [nameof(OperationKind.CreateAccount)] = "create",
        [nameof(OperationKind.ModifyAccount)] = "change",
        [nameof(OperationKind.ResetPassword)] = "password",
        [nameof(OperationKind.RemoveAccount)] = "remove",
        [nameof(OperationKind.GrantPrivilege)] = "grant",
        [nameof(OperationKind.RevokePrivilege)] = "revoke",
        [nameof(OperationKind.SetPrivilege)] = "replace",
    };

    /// <summary>A value as a text without characters that a terminal obeys.</summary>
    public static string Text(object? value) => VisibleText.Of(value is PSObject or null ? value?.ToString() : LanguagePrimitives.ConvertTo<string>(value));

    /// <summary>The texts of a list, with something between them.</summary>
    /// <param name="list">The list, or the one text that PowerShell has made of it; null for none.</param>
    /// <param name="separator">What stands between two.</param>
    public static string List(IEnumerable? list, string separator) =>
        list is string one ? Text(one) : string.Join(separator, (list ?? Array.Empty<object>()).Cast<object?>().Select(Text));

    /// <summary>True where the screen has room for long names beside each other.</summary>
    internal static bool IsWide => Screen() >= Wide;

    /// <summary>The texts of a list in lines that break between them.</summary>
    /// <param name="list">The list; null for none.</param>
    /// <param name="width">How wide the column is.</param>
    public static string ListIn(IEnumerable? list, int width) => string.Join("\n", Lines(List(list, ", "), ", ", width));

    /// <summary>The instance that an object belongs to; where the session has several of that id, its address, and where that is one, the key.</summary>
    public static string Instance(PSObject? value)
    {
        string service = $"{value?.Properties["Service"]?.Value}", id = $"{value?.Properties["InstanceId"]?.Value}";
        string? endpoint = value?.Properties["Endpoint"]?.Value as string;
        string key = Runspace.DefaultRunspace is null || endpoint is null || !DbSession.Current.HasSeveral(service, id) ? ""
            : !DbSession.Current.SharesAddress(new DbInstanceName(service, id, endpoint)) || Belonging.Of(value).Connection is not { } connection
                ? $" at {endpoint}"
            : $" at {endpoint} with {connection.Credential}";
        return Text($"{id} ({service}){key}");
    }

    /// <summary>What a job does, in a word.</summary>
    public static string What(DbJob? job) => _what.TryGetValue(job?.Operation ?? "", out string? word) ? word : Text(job?.Operation);

    /// <summary>
    /// The accounts of a job in one line: as many as there is room for beside its other cells, and how many more. PowerShell makes a column as
    /// long as what stands in it, and leaves out the last ones where there is no room.
    /// </summary>
    public static string Accounts(DbJob? job)
    {
        const int what = 8, took = 7, spaces = 4;
        string age = Age(job);
        int state = Math.Max(10, $"{job?.State}".Length + (age.Length == 0 ? 0 : age.Length + 1));
        int width = Math.Max(Narrowest, Screen()) - what - state - took - spaces - Math.Max(ShortestId, Id(job).Length);
        string[] accounts = [.. (job?.Account ?? []).Select(Text)];
        for (int shown = accounts.Length; shown > 0; shown--)
        {
            string list = string.Join(", ", accounts.Take(shown));
            string text = shown == accounts.Length ? list : OneLine(list, accounts.Length - shown);
            if (text.Length <= width)
            {
                return text;
            }
        }

        return accounts.Length switch
        {
            0 => "",
            1 => Shortened(accounts[0], width),
            _ => OneLine(Shortened(accounts[0], width - OneLine("", accounts.Length - 1).Length), accounts.Length - 1),
        };
    }

    /// <summary>How long ago the state of a job that has not ended was true; nothing where that is just now, and for one that has ended.</summary>
    public static string Age(DbJob? job) =>
        job is null || job.HasEnded() || (job.CheckedAt ?? job.SubmittedAt) is not { } seen || DateTime.UtcNow - seen < _old ? ""
            : $"{Duration(DateTime.UtcNow - seen)} ago";

    /// <summary>How long a job took, or has taken until it was last looked at; nothing where that isn't known.</summary>
    public static string Took(DbJob? job) =>
        job?.SubmittedAt is { } begun && (job.CompletedAt ?? job.CheckedAt) is { } end && end >= begun ? Duration(end - begun) : "";

    /// <summary>What is told of an account besides its name, where accounts of several services stand in one table.</summary>
    public static string About(DbAccount? account) => account is null ? "" : string.Join("; ", new[]
    {
        account.AllowedHost is { Count: > 0 } hosts ? $"from {List(hosts, ", ")}" : "",
        account.Database is { Count: > 0 } databases ? $"on {List(databases, ", ")}" : "",
        List(account.Privilege, ", "),
        Text(account.AccountType),
        Status(account),
    }.Where(text => text.Length > 0));

    /// <summary>Whether an account may be used, and its description.</summary>
    public static string Status(DbAccount? account) => account is null ? "" : string.Join("; ", new[]
    {
        Text(account.Status ?? (account.Locked is { } locked ? locked ? "locked" : "open" : null)),
        Text(account.Description),
    }.Where(text => text.Length > 0));

    /// <summary>A text in lines that break between words alone, as PowerShell's own do anywhere.</summary>
    /// <param name="value">The text.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    /// <param name="indent">What the lines after the first begin with.</param>
    public static string Wrapped(object? value, int others, string indent = "")
    {
        int width = Math.Max(Narrowest, Screen()) - others - indent.Length;
        return string.Join($"\n{indent}", VisibleText.Lines(value?.ToString()).Split('\n').SelectMany(line => Lines(line, " ", width)));
    }

    /// <summary>Privileges as a grant would put them, in lines that break at commas alone.</summary>
    /// <param name="privilege">The privileges.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string Grant(DbPrivilege? privilege, int others)
    {
        string text = privilege is null ? ""
            : string.Join("; ", Offered(privilege.Service, privilege.InstanceId).Collapse(DbPrivilegeSet.Of([privilege])).ToTexts());
        // A set has no place for one who may do nothing.
        return string.Join("\n", Lines(Text(text.Length == 0 ? privilege : text), ", ", Math.Max(Narrowest, Screen()) - others));
    }

    /// <summary>All that an account was read to hold, each object beginning a line.</summary>
    /// <param name="account">The account.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string Grants(DbAccount? account, int others) => account?.Grant is { Count: > 0 } grants
        ? string.Join("\n", grants.Select(grant => Grant(grant, others))) : "nothing";

    /// <summary>What somebody can do, in lines that break at commas alone: ALL where it is all, of a long list the beginning, and how many more.</summary>
    /// <param name="access">What it is of.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string Privileges(DbAccess? access, int others)
    {
        const int mostLines = 6;
        if (access is null)
        {
            return "";
        }

        IReadOnlyList<string> offered = Offered(access.Service, access.InstanceId).At(LevelOf(access.Object));
        IEnumerable<string> words = offered.Count > 1 && offered.All(access.Privilege.Contains)
            ? [PrivilegeWord.All, .. access.Privilege.Except(offered)]
            : access.Privilege;
        string[] lines = [.. Lines(List(words, ", "), ", ", Math.Max(Narrowest, Screen()) - others)];
        if (lines.Length <= mostLines)
        {
            return string.Join("\n", lines);
        }

        string shown = string.Join("\n", lines.Take(mostLines - 1));
        int left = lines.Skip(mostLines - 1).Sum(line => line.Split([", "], StringSplitOptions.None).Length);
        return FormattableString.Invariant($"{shown}\nand {left} more");
    }

    /// <summary>By what somebody has access: the level of a grant, the role, or the other account whose grant it is, on a line of its own.</summary>
    public static string Via(DbAccess? access) => access switch
    {
        null => "",
        { Role: { } role } => Text($"Role {role}"),
        { GrantedTo: { } other } => $"{access.Via} of\n{Text(other)}",
        _ => access.Via.ToString(),
    };

    /// <summary>What a profile holds besides the instance.</summary>
    public static string Settings(DbProfile? profile) => profile is null ? "" : string.Join("\n", new[]
    {
        Text(profile.Region),
        Text(profile.Endpoint?.Authority),
        profile.SecretName is null ? "" : profile.Vault is null ? $"secret {Text(profile.SecretName)}"
            : Messages.SecretIn.With(Text(profile.SecretName), Text(profile.Vault)),
    }.Where(text => text.Length > 0));

    /// <summary>A job's id; of one that has none, why.</summary>
    public static string Id(DbJob? job) => Text(
        job is { Id.Length: > 0 } ? job.Id : job is { ServiceState.Length: > 0 } ? job.ServiceState : "immediate");

    /// <summary>The document of an operation, without its address, and how often it may be asked for.</summary>
    public static string Document(DbServiceOperation? operation)
    {
        string document = operation?.Document ?? "";
        int address = document.IndexOf(", http", StringComparison.Ordinal);
        string limit = operation?.RequestsPerSecond is { } rate ? Messages.RateShown.With(rate) : "";
        return Wrapped((address < 0 ? document : document.Substring(0, address)) + limit, 48);
    }

    /// <summary>Where an instance is: its region, and the address, where that doesn't name the region too.</summary>
    /// <param name="region">The region.</param>
    /// <param name="address">The address, maybe with the key in a second line.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string Place(string? region, string? address, int others) => Wrapped(
        string.IsNullOrEmpty(region) || address == Messages.Disconnected || address?.IndexOf(region, StringComparison.Ordinal) >= 0 ? address : $"{region} {address}", others);

    /// <summary>A time as it is read: UTC, to the second.</summary>
    public static string Time(DateTime? time) => time is { } value
        ? value.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : "";

    private static string OneLine(string list, int more) => Messages.AndMore.With(list, more).TrimStart();

    // Begin and end tell most: of many alike they are what differs.
    private static string Shortened(string text, int width)
    {
        int kept = Math.Max(width, 4) - 1;
        return text.Length <= kept + 1 ? text : $"{text.Substring(0, kept - (kept / 2))}\u2026{text.Substring(text.Length - (kept / 2))}";
    }

    private static PrivilegeCatalog Offered(string service, string instanceId) =>
        ServiceCatalog.All.FirstOrDefault(one => one.Info.Service == service) is PlanningEngine engine
            ? engine.PrivilegesKnown(DbSession.Current.Instances.FirstOrDefault(one => one.Service == service && one.InstanceId == instanceId))
            : PrivilegeCatalog.None;

    private static DbPrivilegeLevel LevelOf(string text) => text switch
    {
        "*.*" => DbPrivilegeLevel.Global,
        _ when text.EndsWith(".*", StringComparison.Ordinal) => DbPrivilegeLevel.Database,
        _ when text.EndsWith(")", StringComparison.Ordinal) => DbPrivilegeLevel.Column,
        _ when text.StartsWith("PROCEDURE ", StringComparison.Ordinal) || text.StartsWith("FUNCTION ", StringComparison.Ordinal) =>
            DbPrivilegeLevel.Routine,
        _ => DbPrivilegeLevel.Table,
    };

    private static IEnumerable<string> Lines(string text, string separator, int width)
    {
        string line = "";
        foreach (string part in text.Split([separator], StringSplitOptions.None))
        {
            if (line.Length > 0 && line.Length + separator.Length + part.Length + separator.TrimEnd().Length > width)
            {
                yield return line + separator.TrimEnd();
                line = part;
            }
            else
            {
                line = line.Length > 0 ? line + separator + part : part;
            }
        }

        yield return line;
    }

    // Where there is no screen nobody knows how wide the text will be: so narrow a one fits everywhere.
    private static int Screen()
    {
        try
        {
            // PowerShell leaves the last column of a console empty.
            return Console.IsOutputRedirected ? 0 : Console.WindowWidth - 1;
        }
        catch (System.IO.IOException)
        {
            return 0;
        }
    }

    private static string Duration(TimeSpan time) =>
        time.TotalSeconds < 0.995 ? FormattableString.Invariant($"{time.TotalMilliseconds:0} ms")
        : time.TotalSeconds < 10 ? FormattableString.Invariant($"{time.TotalSeconds:0.0} s")
        : time.TotalSeconds < 100 ? FormattableString.Invariant($"{time.TotalSeconds:0} s")
        : time.TotalMinutes < 100 ? FormattableString.Invariant($"{time.TotalMinutes:0} min")
        : time.TotalHours < 48 ? FormattableString.Invariant($"{time.TotalHours:0} h")
        : FormattableString.Invariant($"{time.TotalDays:0} d");
}
