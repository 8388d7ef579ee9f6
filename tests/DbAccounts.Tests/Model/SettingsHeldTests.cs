using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>A change of an account that is already so changes nothing; what a list does not tell is none of it.</summary>
public sealed class SettingsHeldTests
{
    private static readonly DbAccount _account = new()
    {
        Name = "app", AllowedHost = ["%"], Description = "old", MaxUserConnections = 5, RequireSsl = true, Database = ["shop", "crm"], PasswordLifetime = 0,
    };

    public static TheoryData<string, bool> Changes => new()
    {
        { "nothing", false }, { "same text", true }, { "other text", false }, { "same number", true }, { "other number", false },
        { "same list", true }, { "shorter list", false }, { "text and number", true }, { "text and other number", false },
        { "what is not told", false }, { "a password", false }, { "no limit", true }, { "a lifetime", false }, { "the host", true }, { "a default", false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void IsSeenInTheList(string change, bool isHeld) => Assert.Equal(isHeld, _changes[change].IsShownBy(_account));

    private static ModifyAccount Modify => new(new DbAccountIdentity("app", "%"));

    private static readonly Dictionary<string, ModifyAccount> _changes = new()
    {
        ["nothing"] = Modify,
        ["same text"] = Modify with { Description = "old" },
        ["other text"] = Modify with { Description = "Old" },
        ["same number"] = Modify with { MaxUserConnections = 5 },
        ["other number"] = Modify with { MaxUserConnections = 6 },
        ["same list"] = Modify with { Database = ["crm", "shop"] },
        ["shorter list"] = Modify with { Database = ["shop"] },
        ["text and number"] = Modify with { Description = "old", MaxUserConnections = 5 },
        ["text and other number"] = Modify with { Description = "old", MaxUserConnections = 6 },
        ["what is not told"] = Modify with { Locked = false },
        ["a password"] = Modify with { Description = "old", Password = Secret.From("Canary@123") },
        ["no limit"] = Modify with { PasswordLifetime = 0 },
        ["a lifetime"] = Modify with { PasswordLifetime = 90 },
        ["the host"] = Modify with { AllowedHost = ["%"] },
        ["a default"] = Modify with { Clear = "PasswordLifetime" },
    };
}
