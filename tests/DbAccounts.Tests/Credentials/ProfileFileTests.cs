using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Profiles;
using Xunit;

namespace DbAccounts.Tests.Credentials;

/// <summary>The file of the profiles holds what was stored, for this user alone, whoever else writes at the same time.</summary>
public sealed class ProfileFileTests : IDisposable
{
    private readonly Around _around = new();

    public void Dispose() => _around.Dispose();

    [Fact]
    public void It_is_where_the_user_says_or_the_system_expects()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Path.Combine(_around.Home, ".config", "DbAccounts", "profiles.json"), File().Path);
            _around.With("XDG_CONFIG_HOME", "~/xdg");
            Assert.Equal(Path.Combine(_around.Home, "xdg", "DbAccounts", "profiles.json"), File().Path);
        }

        _around.With("DBACCOUNTS_PROFILE_PATH", "~/mine.json");
        Assert.Equal(Path.Combine(_around.Home, "mine.json"), File().Path);
    }

    [Fact]
    public void Profiles_are_stored_changed_found_without_case_and_removed()
    {
        Assert.Empty(File().Read());
        var full = new DbProfile
        {
            Name = "Shop", Service = "ddm", InstanceId = "i", Region = "r", ProjectId = "p", Endpoint = new Uri("https://x.example/"), SecretName = "s", Vault = "v", IamDomain = "d",
        };
        DbProfile stored = File().Set("Shop", _ => full);
        Assert.Equal(full with { Service = "Ddm" }, stored);
        Assert.Equal(stored, File().Get("sHOP"));
        File().Set("shop", old => old with { Region = null });
        Assert.Equal(stored with { Region = null }, Assert.Single(File().Read()));
        Assert.True(File().Remove("SHOP"));
        Assert.False(File().Remove("shop"));
        Assert.Equal(DbErrorId.ProfileNotFound, LookupTests.Error(() => File().Get("shop")).ErrorId);
    }

    [Fact]
    public void The_file_is_its_owners_alone()
    {
        File().Set("shop", old => old with { Service = "Ddm" });
        File().Set("shop", old => old with { Region = "r" });
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File().Path));
        }
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => File().Set("p" + i, old => old with { Service = "ChronusDB" }))));
        Assert.Equal(40, File().Read().Count);
        Assert.False(System.IO.File.Exists(File().Path + ".new"));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":2,"profiles":[]}""")]
    [InlineData("""{"format":1,"profiles":{}}""")]
    [InlineData("""{"format":1,"profiles":[{"Name":"x"}]}""")]
    [InlineData("""{"format":1,"profiles":[1]}""")]
    [InlineData("""{"format":1,"profiles":[{"Name":"x","Service":"Ddm","Endpoint":"no address"}]}""")]
    public void A_file_that_holds_something_else_is_an_error_and_stays_as_it_is(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File().Path)!);
        System.IO.File.WriteAllText(File().Path, text);
        Assert.Equal(DbErrorId.ProfileFileInvalid, LookupTests.Error(() => File().Read()).ErrorId);
        Assert.Equal(DbErrorId.ProfileFileInvalid, LookupTests.Error(() => File().Set("x", old => old with { Service = "Ddm" })).ErrorId);
        Assert.Equal(DbErrorId.ProfileFileInvalid, LookupTests.Error(() => File().Remove("x")).ErrorId);
        Assert.Equal(text, System.IO.File.ReadAllText(File().Path));
    }

    [Theory]
    [InlineData("", "Ddm", null, null, DbErrorId.InvalidInput)]
    [InlineData("a*", "Ddm", null, null, DbErrorId.InvalidInput)]
    [InlineData("a\tb", "Ddm", null, null, DbErrorId.InvalidInput)]
    [InlineData("a", "", null, null, DbErrorId.InvalidInput)]
    [InlineData("a", "Oracle", null, null, DbErrorId.UnknownService)]
    [InlineData("a", "Ddm", "vault", null, DbErrorId.InvalidInput)]
    [InlineData("a", "Ddm", null, "http://x.example", DbErrorId.EndpointNotAllowed)]
    [InlineData("a", "Ddm", null, "https://user:secret@x.example", DbErrorId.InvalidInput)]
    public void What_makes_no_profile_is_refused_and_nothing_is_written(string name, string service, string? vault, string? endpoint, string id)
    {
        DbAccountsException error = LookupTests.Error(() => File().Set(name, old => old with { Service = service, Vault = vault, Endpoint = endpoint is null ? null : new Uri(endpoint) }));
        Assert.Equal(id, error.ErrorId);
        Assert.False(System.IO.File.Exists(File().Path));
    }

    [Fact]
    public void A_name_has_128_characters_at_most()
    {
        File().Set(new string('a', 128), old => old with { Service = "Ddm" });
        Assert.Equal(DbErrorId.InvalidInput, LookupTests.Error(() => File().Set(new string('a', 129), old => old with { Service = "Ddm" })).ErrorId);
    }

    [Fact]
    public void The_public_address_of_a_service_is_not_kept()
    {
        DbProfile stored = File().Set("t", old => old with { Service = "TencentMySql", Region = "ap-guangzhou", Endpoint = new Uri("https://cdb.tencentcloudapi.com/") });
        Assert.Null(stored.Endpoint);
        stored = File().Set("t", old => old with { Region = "ap-shanghai-fsi", Endpoint = new Uri("https://cdb.tencentcloudapi.com/") });
        Assert.NotNull(stored.Endpoint);
    }

    private ProfileFile File() => ProfileFile.OfUser(_around.Environment);
}
