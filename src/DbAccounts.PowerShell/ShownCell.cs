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
    private const int Wider = 119;
    private const int Medium = 99;
    private const int ShortId = 8;

    // From then on it is said how old a state is.
    private static readonly TimeSpan _old = TimeSpan.FromSeconds(30);

    private static readonly char[] _signs = [',', ';', '.', '-', '_', '/', ':'];

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

    /// <summary>Which of the tables of jobs fits on the screen; null for the one that fits everywhere.</summary>
    internal static string? JobTable => Screen() is var screen && screen >= Wider ? "Wide" : screen >= Medium ? "Medium" : null;

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

    /// <summary>The accounts of a job in lines: each can be read back, and of very many those are shown that there is room for.</summary>
    /// <param name="job">The job.</param>
    /// <param name="width">How wide the column is.</param>
    public static string Accounts(DbJob? job, int width)
    {
        const int mostLines = 6;
        string[] accounts = [.. (job?.Account ?? []).Select(Text)];
        string[] lines = [.. Lines(string.Join(", ", accounts), ", ", width).SelectMany(line => Parts(line, width))];
        if (lines.Length <= mostLines)
        {
            return string.Join("\n", lines);
        }

        // One is shown at least, however long it is.
        int shown = Math.Max(1, Enumerable.Range(1, accounts.Length - 1).LastOrDefault(count => LinesOf(count).Length < mostLines));
        return string.Join("\n", [.. LinesOf(shown), Messages.ListAndMore.With("", accounts.Length - shown).TrimStart()]);

        string[] LinesOf(int count) =>
            [.. Lines(string.Join(", ", accounts.Take(count)), ", ", width).SelectMany(line => Parts(line, width))];
    }

    /// <summary>A text in lines that break where names and addresses have their parts, so that it can be read back.</summary>
    /// <param name="value">The text.</param>
    /// <param name="width">How wide the column is.</param>
    public static string Cell(object? value, int width) =>
        string.Join("\n", VisibleText.Lines(value is PSObject or null ? value?.ToString() : LanguagePrimitives.ConvertTo<string>(value))
            .Split('\n').SelectMany(line => Parts(line, width)));

    /// <summary>The texts of a list, each beginning a line.</summary>
    /// <param name="list">The list; null for none.</param>
    /// <param name="width">How wide the column is.</param>
    public static string Cells(IEnumerable? list, int width) => Cell(List(list, ",\n"), width);

    /// <summary>Why a job failed; of any other its id, whole in a file and where there is room.</summary>
    /// <param name="job">The job.</param>
    /// <param name="width">How wide the column is.</param>
    public static string IdOrReason(DbJob? job, int width)
    {
        if (job?.State is DbJobState.Failed or DbJobState.Canceled && Reason(job) is { Length: > 0 } reason)
        {
            return string.Join("\n", Lines(reason, " ", width).SelectMany(line => Parts(line, width)));
        }

        string id = Id(job);
        return id.Length <= width || Screen() == 0 ? Cell(id, width) : id.Substring(0, Math.Min(width - 1, ShortId)) + "\u2026";
    }

    /// <summary>How long ago the state of a job that has not ended was true; nothing where that is just now, and for one that has ended.</summary>
    public static string Age(DbJob? job) =>
        job is null || job.HasEnded() || (job.CheckedAt ?? job.SubmittedAt) is not { } seen || DateTime.UtcNow - seen < _old ? ""
            : $"{Duration(DateTime.UtcNow - seen)} ago";

    /// <summary>How long a job took, or has taken until it was last looked at; at most, of one that had ended before anybody looked.</summary>
    public static string Took(DbJob? job) =>
        job?.SubmittedAt is not { } begun || (job.CompletedAt ?? job.CheckedAt) is not { } end || end < begun ? ""
            : (job.HasEnded() && job.CompletedAt is null ? "< " : "") + Duration(end - begun, isMost: job.CompletedAt is null);

    /// <summary>What is told of an account besides its name, where accounts of several services stand in one table.</summary>
    public static string About(DbAccount? account) => account is null ? "" : string.Join("; ", new[]
    {
        Labelled(nameof(account.AllowedHost), List(account.AllowedHost, ", ")),
        Labelled(nameof(account.Database), List(account.Database, ", ")),
        Labelled(nameof(account.Privilege), List(account.Privilege, ", ")),
        Labelled(nameof(account.AccountType), Text(account.AccountType)),
        Labelled(nameof(account.Status), Text(account.Status)),
        Labelled(nameof(account.Locked), Text(account.Locked)),
        Labelled(nameof(account.Description), Text(account.Description)),
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

    private static string Labelled(string name, string value) => value.Length == 0 ? "" : $"{name}: {value}";

    // What the service says of it; its code where that is all.
    private static string Reason(DbJob job) => Text(string.IsNullOrWhiteSpace(job.ErrorMessage) ? job.ErrorCode : job.ErrorMessage);

    // After a sign that parts have between them, as late as possible; where there is none, anywhere.
    private static IEnumerable<string> Parts(string line, int width)
    {
        string rest = line;
        while (rest.Length > width)
        {
            int end = Math.Max(rest.LastIndexOf('@', width - 1), rest.LastIndexOf(' ', width - 1)) + 1;
            end = end > 1 ? end : rest.LastIndexOfAny(_signs, width - 1) + 1;
            end = end > 1 ? end : width;
            yield return rest.Substring(0, end).TrimEnd();
            rest = rest.Substring(end);
        }

        yield return rest;
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

    /// <summary>How wide a screen tests have; null for the one that there is.</summary>
    internal static int? TestScreen { get; set; }

    // Where there is no screen nobody knows how wide the text will be: so narrow a one fits everywhere.
    private static int Screen()
    {
        try
        {
            // PowerShell leaves the last column of a console empty.
            return TestScreen is { } width ? width - 1 : Console.IsOutputRedirected ? 0 : Console.WindowWidth - 1;
        }
        catch (System.IO.IOException)
        {
            return 0;
        }
    }

    private static string Duration(TimeSpan time, bool isMost = false)
    {
        (double value, string unit, string form) = time.TotalSeconds < 9.95 ? (time.TotalSeconds, "s", time.TotalSeconds < 0.0995 ? "0.00" : "0.0")
            : time.TotalSeconds < 59.5 ? (time.TotalSeconds, "s", "0")
            : time.TotalMinutes < 59.5 ? (time.TotalMinutes, "min", "0")
            : time.TotalHours < 47.5 ? (time.TotalHours, "h", "0")
            : (time.TotalDays, "d", "0");
        // What it took at most must not be less than that.
        value = isMost && form == "0" ? Math.Ceiling(value) : value;
        return string.Concat(value.ToString(form, CultureInfo.InvariantCulture), " ", unit);
    }
}
