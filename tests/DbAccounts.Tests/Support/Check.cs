using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Support;

/// <summary>Asks a service which rules a change violates.</summary>
internal static class Check
{
    /// <summary>What is violated, each as parameter and rule.</summary>
    public static string[] Of(string service, AccountChange operation) =>
        [.. Connected.Client(service).Check(operation).Select(violation => violation.Message)];

    /// <summary>Asserts that nothing is violated, or one rule that contains the words.</summary>
    public static void Is(string? words, string service, AccountChange operation)
    {
        string[] violations = Of(service, operation);
        if (words is null)
        {
            Assert.Empty(violations);
        }
        else
        {
            Assert.Contains(words, Assert.Single(violations), System.StringComparison.Ordinal);
        }
    }

    /// <summary>An account that the service accepts, to be made wrong in one place.</summary>
    public static CreateAccount Good(string service, string name = "app1") => new(name)
    {
        Password = Secret.From("Passwd@123"),
        Privilege = service == "Ddm" ? ["SELECT"] : null,
    };
}
