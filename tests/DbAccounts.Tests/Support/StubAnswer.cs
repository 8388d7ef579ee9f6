using System;
using System.Collections.Generic;

namespace DbAccounts.Tests.Support;

/// <summary>What the stub says, or that it says nothing.</summary>
internal sealed record StubAnswer(string Body, int Status = 200)
{
    /// <summary>Closes the connection in place of an answer.</summary>
    public static StubAnswer Dropped { get; } = new("") { Drop = true };

    public bool Drop { get; init; }

    public TimeSpan Delay { get; init; }

    public string ContentType { get; init; } = "application/json";

    public Dictionary<string, string> Headers { get; init; } = [];

    public static implicit operator StubAnswer(string body) => new(body);
}
