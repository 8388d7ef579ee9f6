using Xunit;

namespace DbAccounts.Tests.Support;

/// <summary>A test that needs a real server, and says so where there is none.</summary>
public sealed class MariaDbFactAttribute : FactAttribute
{
    public MariaDbFactAttribute() => Skip = MariaDbServer.WhyNone;
}

/// <summary>The same for several cases.</summary>
public sealed class MariaDbTheoryAttribute : TheoryAttribute
{
    public MariaDbTheoryAttribute() => Skip = MariaDbServer.WhyNone;
}
