using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>Some characters, or all but some.</summary>
internal sealed record CharacterSet
{
    private CharacterSet(IEnumerable<char> characters, bool isAllBut)
    {
        Characters = new string([.. characters.Distinct().OrderBy(c => c)]);
        IsAllBut = isAllBut;
    }

    /// <summary>Every character.</summary>
    public static CharacterSet Any { get; } = AllBut("");

    /// <summary>The characters that are in it, or that are not; each once, sorted.</summary>
    public string Characters { get; }

    /// <summary>True where it holds all characters but those that are named.</summary>
    public bool IsAllBut { get; }

    /// <summary>True where no character is in it.</summary>
    public bool IsEmpty => !IsAllBut && Characters.Length == 0;

    /// <summary>These characters.</summary>
    public static CharacterSet Of(string characters) => new(characters, isAllBut: false);

    /// <summary>All but these characters.</summary>
    public static CharacterSet AllBut(string characters) => new(characters, isAllBut: true);

    /// <summary>True where the character is in it.</summary>
    public bool Contains(char character) => Characters.IndexOf(character) >= 0 != IsAllBut;

    /// <summary>True where each character of the text is in it.</summary>
    public bool ContainsAll(string text)
    {
        foreach (char character in text)
        {
            if (!Contains(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is in both.</summary>
    public CharacterSet Intersect(CharacterSet other) =>
        !IsAllBut ? new(Characters.Where(other.Contains), isAllBut: false)
        : !other.IsAllBut ? new(other.Characters.Where(Contains), isAllBut: false)
        : new(Characters.Concat(other.Characters), isAllBut: true);

    /// <summary>The characters, or those that are missing.</summary>
    public override string ToString() => IsAllBut ? $"all but '{Characters}'" : $"'{Characters}'";
}
