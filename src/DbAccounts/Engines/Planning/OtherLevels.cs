using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Planning;

/// <summary>Says of a privilege that is none where it was wanted, on what it is one.</summary>
internal static class OtherLevels
{
    // From the nearest to the widest.
    private static readonly (DbPrivilegeLevel Level, string Entry)[] _levels =
    [
        (DbPrivilegeLevel.Column, nameof(Messages.PrivilegeElsewhereColumn)),
        (DbPrivilegeLevel.Table, nameof(Messages.PrivilegeElsewhereTable)),
        (DbPrivilegeLevel.Database, nameof(Messages.PrivilegeElsewhereDatabase)),
        (DbPrivilegeLevel.Global, nameof(Messages.PrivilegeElsewhereGlobal)),
    ];

    /// <summary>The violation, with words for what is a privilege on something else.</summary>
    /// <param name="service">The service.</param>
    /// <param name="offered">What it offers.</param>
    /// <param name="violation">What is wrong.</param>
    public static Violation Tell(string service, PrivilegeCatalog offered, Violation violation)
    {
        if (violation is not { Parameter: "Privilege", Value: { } written })
        {
            return violation;
        }

        string?[] words = [.. written.Split([", "], StringSplitOptions.None).Select(word => PrivilegeHabits.Of(word) ?? Of(word, service, offered))];
        return words.Contains(null) ? violation : violation with { Told = string.Join("; ", words) };
    }

    /// <summary>The violation with privileges as they were written: what somebody has typed is found again.</summary>
    /// <param name="violation">What is wrong.</param>
    /// <param name="change">The change that it is in.</param>
    public static Violation AsWritten(Violation violation, AccountChange change)
    {
        IReadOnlyList<string> written = change switch
        {
            ChangePrivilege privileges => privileges.Written,
            CreateAccount create => create.Privilege ?? [],
            ModifyAccount modify => modify.Privilege ?? [],
            _ => [],
        };
        foreach (string word in violation.Parameter == "Privilege" ? written : [])
        {
            string upper = DbPrivilegeSet.Normalize(word);
            violation = violation.Message.Contains($"'{upper}'")
                ? violation with { Told = violation.Message.Replace($"'{upper}'", $"'{word.Trim()}'") } : violation;
        }

        return violation;
    }

    /// <summary>On what a word is a privilege; null where it is none on anything.</summary>
    public static string? Of(string word, string service, PrivilegeCatalog offered)
    {
        if (word == PrivilegeWord.GrantOption)
        {
            return Messages.GrantOptionNotOffered.With(service);
        }

        string name = offered.Name(word);
        return _levels.Where(one => offered.At(one.Level).Contains(name))
            .Select(one => TextFormat.Named(one.Entry).With(word)).FirstOrDefault();
    }
}
