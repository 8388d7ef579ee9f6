using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Documents;

/// <summary>Reads the members of one table of a document; what can't be read is a problem, and is as if it were left out.</summary>
internal sealed class TableReading
{
    // In JSON, and in other languages ToString("o"); a minute at least, and a zone.
    private static readonly string[] _times = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    // What people write who know other tools.
    private static readonly Dictionary<string, string> _synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "allowedHost", ["hosts"] = "allowedHost", ["user"] = "name", ["username"] = "name", ["account"] = "name",
        ["secretName"] = "password", ["secret"] = "password", ["vault"] = "password", ["comment"] = "description", ["privileges"] = "grants",
        ["privilege"] = "grants", ["ssl"] = "requireSsl", ["connections"] = "maxUserConnections", ["instanceId"] = "id", ["users"] = "accounts",
        ["state"] = "absent", ["schemas"] = "databases",
    };

    private readonly AccessNode _node;
    private readonly ICollection<DocumentProblem> _problems;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccessNode> _members;

    /// <summary>Begins with a table.</summary>
    /// <param name="node">The table; anything else is a problem.</param>
    /// <param name="path">The way to it.</param>
    /// <param name="ignoreCase">Names of members are compared without case, as PowerShell does.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public TableReading(AccessNode node, string path, bool ignoreCase, ICollection<DocumentProblem> problems)
    {
        _node = node;
        Path = path;
        IgnoresCase = ignoreCase;
        _problems = problems;
        _members = new Dictionary<string, AccessNode>(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        if (!IsTable)
        {
            Problem(node, path, Messages.DocumentNotTable.With(node.Word));
            return;
        }

        foreach ((string name, AccessNode value) in node.Members)
        {
            if (_members.ContainsKey(name))
            {
                Problem(value, PathOf(name), Messages.DocumentMemberTwice.With(name));
            }

            _members[name] = value;
        }
    }

    /// <summary>The way to it.</summary>
    public string Path { get; }

    /// <summary>False for what is something else, and has no members.</summary>
    public bool IsTable => _node.Kind == AccessNodeKind.Table;

    /// <summary>True for a row, whose members are the cells of a table.</summary>
    public bool IsRow => _node.Row is not null;

    /// <summary>Names are compared without case.</summary>
    public bool IgnoresCase { get; }

    /// <summary>Where it stands.</summary>
    public DocumentPlace Place => new(Path, _node.Line, _node.Column);

    /// <summary>The names of its members.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>Where a member stands.</summary>
    public DocumentPlace PlaceOf(string name) => new(PathOf(name), _members[name].Line, _members[name].Column);

    /// <summary>True where a member is there.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>A member; null where it is not there, or is nothing.</summary>
    public AccessNode? Node(string name)
    {
        _known.Add(name);
        if (!_members.TryGetValue(name, out AccessNode? value))
        {
            return null;
        }

        if (value.Kind == AccessNodeKind.Nothing)
        {
            Problem(value, PathOf(name), Messages.DocumentNull);
            return null;
        }

        return value.Kind == AccessNodeKind.Unread ? null : value;
    }

    /// <summary>A text that is not empty, unless that means something.</summary>
    public string? Text(string name, bool mayBeEmpty = false)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        if (node.Kind != AccessNodeKind.Text)
        {
            Problem(node, PathOf(name), Messages.DocumentNotText.With(node.Word));
            return null;
        }

        if (!mayBeEmpty && string.IsNullOrWhiteSpace(node.Text))
        {
            Problem(node, PathOf(name), Messages.DocumentEmpty);
            return null;
        }

        return node.Text;
    }

    /// <summary>The address of a service, as names of instances have it.</summary>
    public string? Address(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        bool isSecret = AddressLogin.IsIn(text);
        if (!isSecret && Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is not "file")
        {
            return DbInstanceName.EndpointText(address);
        }

        Problem(name, isSecret ? Messages.DocumentAddressLogin : Messages.DocumentNotAddress.With(text));
        return null;
    }

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<string>? Texts(string name, bool mayBeEmpty = false)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        string path = PathOf(name);
        var texts = new List<string>();
        foreach ((AccessNode item, string at) in Items(node, path))
        {
            if (item.Kind != AccessNodeKind.Text)
            {
                Problem(item, at, node.Kind == AccessNodeKind.List
                    ? Messages.DocumentNotText.With(item.Word) : Messages.DocumentNotTexts.With(item.Word));
            }
            else if (string.IsNullOrWhiteSpace(item.Text))
            {
                Problem(item, at, Messages.DocumentEmpty);
            }
            else
            {
                texts.Add(item.Text);
            }
        }

        if (node.Kind == AccessNodeKind.List && node.Items.Count == 0 && !mayBeEmpty)
        {
            Problem(node, path, Messages.DocumentNoValues);
        }

        return texts;
    }

    /// <summary>The items of a list with the way to each; what is no list is its only item.</summary>
    public static IEnumerable<(AccessNode Node, string Path)> Items(AccessNode node, string path) => node.Kind == AccessNodeKind.List
        ? node.Items.Select((item, i) => (item, item.Row ?? string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", path, i)))
            .Where(item => item.item.Kind != AccessNodeKind.Unread)
        : [(node, path)];

    /// <summary>A whole number of something that can be counted.</summary>
    public int? Count(string name)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        // In JSON 5.0 is a whole number.
        if (node.Kind == AccessNodeKind.Number
            && decimal.TryParse(node.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number)
            && number == decimal.Truncate(number) && number <= int.MaxValue)
        {
            return (int)number;
        }

        Problem(node, PathOf(name), node.Kind == AccessNodeKind.Number
            ? Messages.DocumentNotNumber.With(node.Text) : Messages.DocumentNotNumber.With(node.Word));
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Truth(string name)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        if (node.Kind == AccessNodeKind.Truth)
        {
            return node.Text == "true";
        }

        Problem(node, PathOf(name), Messages.DocumentNotTruth.With(node.Word));
        return null;
    }

    /// <summary>A moment: a date, whose last moment in UTC is meant, or a time with its zone.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateTime.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
        {
            // The last day that there is means never.
            return day.Date < DateTime.MaxValue.Date ? new DateTimeOffset(day.AddDays(1), TimeSpan.Zero) : DateTimeOffset.MaxValue;
        }

        if (DateTimeOffset.TryParseExact(
                text, _times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) && HasZone(text))
        {
            return time;
        }

        Problem(Node(name)!, PathOf(name), Messages.DocumentNoTime.With(text));
        return null;
    }

    /// <summary>Says what is wrong with a member.</summary>
    public void Problem(string name, string text) => Problem(_members.TryGetValue(name, out AccessNode? node) ? node : _node, PathOf(name), text);

    /// <summary>Says what is wrong with the table itself.</summary>
    public void Problem(string text) => Problem(_node, Path, text);

    /// <summary>Says what is wrong with a part of it.</summary>
    public void Problem(AccessNode node, string path, string text) =>
        _problems.Add(new DocumentProblem(new DocumentPlace(path, node.Line, node.Column), text));

    /// <summary>Says which members are none.</summary>
    /// <param name="nearAreMeant">A name that is nearly another one is probably meant to be that.</param>
    public void Finish(bool nearAreMeant = true)
    {
        foreach (KeyValuePair<string, AccessNode> member in _members)
        {
            if (!_known.Contains(member.Key) && !(IgnoresCase && _known.Contains(member.Key, StringComparer.OrdinalIgnoreCase)))
            {
                string? meant = nearAreMeant ? Meant(member.Key) : null;
                Problem(member.Value, PathOf(member.Key), meant is null
                    ? Messages.DocumentUnknown.With(member.Key, string.Join(", ", _known))
                    : Messages.DocumentUnknownNear.With(member.Key, meant));
            }
        }
    }

    /// <summary>The way to a member.</summary>
    public string PathOf(string name) => Path.Length == 0 ? name : _node.Row is null ? $"{Path}.{name}" : $"{Path}, {name}";

    /// <summary>The part of a document at a member, for a reading of its own.</summary>
    public TableReading At(AccessNode node, string path) => new(node, path, IgnoresCase, _problems);

    // Of a short word that half of the letters are others of, another one was meant.
    private string? Meant(string member)
    {
        string[] free = [.. _known.Where(name => !_members.ContainsKey(name))];
        return _synonyms.TryGetValue(member, out string? other) && free.Contains(other) ? other
            : Nearest.Of(member, free) is { } near
                && Nearest.Edits(member.ToUpperInvariant(), near.ToUpperInvariant()) * 2 < Math.Max(member.Length, near.Length) ? near : null;
    }

    private static bool HasZone(string text) =>
        text.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
}
