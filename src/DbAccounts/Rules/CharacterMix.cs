using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>How many of some kinds of characters a text has to hold.</summary>
internal sealed class CharacterMix(int atLeast, IReadOnlyList<CharacterClass> classes)
{
    /// <summary>How many of the kinds.</summary>
    public int AtLeast { get; } = atLeast;

    /// <summary>The kinds.</summary>
    public IReadOnlyList<CharacterClass> Classes { get; } = classes;

    /// <summary>True where the text holds enough of the kinds.</summary>
    public bool IsIn(string text)
    {
        int found = 0;
        for (int i = 0; i < Classes.Count; i++)
        {
            found += Classes[i].IsIn(text) ? 1 : 0;
        }

        return found >= AtLeast;
    }

    /// <summary>Number and kinds.</summary>
    public override string ToString() => $"{AtLeast} of {string.Join(" ", Classes.Select(c => c.Characters + c.Also))}";
}
