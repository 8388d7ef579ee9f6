using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>The columns that rows have. Rows of one table have the same, so what can be said of their names is said once for all.</summary>
internal sealed class RowColumns
{
    // Tables have few kinds of rows; this is a bound for what makes up its columns.
    private const int MostKnown = 256;

    // What files begin with that were read as another encoding's, and what pages of the web leave between words.
    private static readonly char[] _delimiters = [';', '\t', '|'];
    private static readonly char[] _around = ['\uFEFF', '\u200B', '\u00A0', ' ', '\t', '\r', '\n'];
    private static readonly ConcurrentDictionary<List<string>, RowColumns> _known = new(new SameNames());

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];
    private readonly int[] _placeOf;

    private RowColumns(List<string> names)
    {
        _placeOf = new int[names.Count];
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i].Trim(_around);
            if (!_places.TryGetValue(name, out int place))
            {
                place = _names.Count;
                _places[name] = place;
                _names.Add(name);
            }

            _placeOf[i] = place;
        }
    }

    /// <summary>The names, each once, as the first column of the name writes it.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>True where several columns have one name.</summary>
    public bool HasDoubles => _placeOf.Length > _names.Count;

    /// <summary>The columns by their names as a record writes them.</summary>
    /// <param name="names">The names; the list is kept.</param>
    public static RowColumns Of(List<string> names)
    {
        if (_known.TryGetValue(names, out RowColumns columns))
        {
            return columns;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(names, new RowColumns(names));
    }

    /// <summary>The problem of a table that was read otherwise than it is written; null where there is none.</summary>
    public InputException? Misread() => CellText.OfNames(_names)
        ?? (_names is [var only] && only.IndexOfAny(_delimiters) is >= 0 and var place
            ? new InputException(
                Messages.RowNotSplit.With(only.Short()),
                Messages.RowNotSplitAdvice.With(only[place] == '\t' ? "\"`t\"" : $"'{only[place]}'"))
            : null);

    /// <summary>Which of the names it is; -1 for none.</summary>
    public int Find(string name) => _places.TryGetValue(name, out int place) ? place : -1;

    /// <summary>One value for each name, of one for each column.</summary>
    public object?[] Merge(List<object?> values)
    {
        object?[] merged = new object?[_names.Count];
        bool[] isSet = new bool[_names.Count];
        for (int i = 0; i < _placeOf.Length; i++)
        {
            int place = _placeOf[i];
            if (!isSet[place])
            {
                merged[place] = values[i];
                isSet[place] = true;
            }
            // 'Name' and 'name ' are two columns of some tables, and one member here: which of two values is meant, nobody knows.
            else if (!Equals(values[i], merged[place]))
            {
                merged[place] = new UnreadableMember(_names[place], Messages.RowColumnTwice);
            }
        }

        return merged;
    }

    private sealed class SameNames : IEqualityComparer<List<string>>
    {
        public bool Equals(List<string> one, List<string> other)
        {
            if (one.Count != other.Count)
            {
                return false;
            }

            for (int i = 0; i < one.Count; i++)
            {
                if (one[i] != other[i])
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(List<string> names)
        {
            int hash = names.Count;
            foreach (string name in names)
            {
                hash = unchecked((hash * 31) + name.GetHashCode());
            }

            return hash;
        }
    }
}
