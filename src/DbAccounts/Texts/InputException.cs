using System;

namespace DbAccounts.Texts;

/// <summary>What can't be read as what it should be, and what to write instead.</summary>
internal sealed class InputException(string message, string advice) : FormatException(message)
{
    /// <summary>What to write instead.</summary>
    public string Advice { get; } = advice;
}
