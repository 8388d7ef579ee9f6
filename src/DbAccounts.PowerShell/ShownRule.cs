using System;
using System.Collections.Generic;
using DbAccounts.Rules;

namespace DbAccounts.PowerShell;

/// <summary>What the view of a rule shows.</summary>
public static class ShownRule
{
    // Below this words are broken rather than lines made of one.
    private const int Narrowest = 30;

    // Where nobody tells how wide it is, that of a wide page.
    private const int WithoutScreen = 120;

    // Stands for a blank in a name, such as LOCK TABLES, while lines are made.
    private const char Within = '\u00A0';

    /// <summary>The rule in lines that break between words: PowerShell breaks wherever the column ends.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="screen">How many columns the screen has; 0 where that isn't known.</param>
    /// <param name="others">How many of them the other columns take.</param>
    public static string Words(DbAccountRule? rule, int screen, int others)
    {
        string text = rule?.Rule ?? "";
        foreach (string value in rule?.Values ?? [])
        {
            text = text.Replace(value, value.Replace(' ', Within));
        }

        int width = Math.Max(Narrowest, (screen > 0 ? screen : WithoutScreen) - others);
        var lines = new List<string>();
        foreach (string word in text.Split(' '))
        {
            int last = lines.Count - 1;
            if (last >= 0 && lines[last].Length + 1 + word.Length <= width)
            {
                lines[last] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return string.Join("\n", lines).Replace(Within, ' ');
    }
}
