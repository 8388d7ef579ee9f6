using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;
using Xunit;

namespace DbAccounts.Tests.Texts;

/// <summary>The texts can be in another language, and are English where it lacks one.</summary>
public sealed class MessagesTests
{
    // As a satellite assembly is found: by the culture of the thread, or by what is set.
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("tr-TR")]
    [InlineData("")]
    public void A_language_that_is_not_there_is_English(string culture)
    {
        var manager = new ResourceManager("DbAccounts.Texts.Messages", typeof(DbError).Assembly);
        Assert.Equal(Messages.AccountNotFound, manager.GetString(nameof(Messages.AccountNotFound), CultureInfo.GetCultureInfo(culture)));
    }

    [Fact]
    public void Another_language_takes_the_place_of_the_English_one_text_by_text()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        FieldInfo manager = typeof(Messages).GetField("resourceMan", BindingFlags.NonPublic | BindingFlags.Static)!;
        CultureInfo before = CultureInfo.CurrentUICulture;
        ResourceManager english = Messages.ResourceManager;
        try
        {
            // As Messages.resx and a Messages.zh.resx are compiled.
            using (Stream texts = typeof(DbError).Assembly.GetManifestResourceStream("DbAccounts.Texts.Messages.resources")!)
            using (FileStream copy = File.Create(Path.Combine(folder, "Messages.resources")))
            {
                texts.CopyTo(copy);
            }

            using (var writer = new ResourceWriter(Path.Combine(folder, "Messages.zh.resources")))
            {
                writer.AddResource(nameof(Messages.AccountNotFound), "在{1}上没有账号{0}。");
            }

            manager.SetValue(null, ResourceManager.CreateFileBasedResourceManager("Messages", folder, null));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
            DbAccountsException error = DbError.AccountNotFound("app", new DbInstanceName("TencentMySql", "cdb-1"));
            Assert.Equal("在cdb-1 (TencentMySql)上没有账号app.", error.Message);
            Assert.Equal("Get-DbAccount lists the accounts.", error.RecommendedAction);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
            manager.SetValue(null, english);
            Messages.ResourceManager.ReleaseAllResources();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A number in a text is copied back into a command.</summary>
    [Theory]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    public void Numbers_are_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Contains("limit of 2.5 requests", DbError.NoTurnAtRate("CreateAccounts", "cdb-1", 2.5).Message, StringComparison.Ordinal);
            Assert.Contains("after 1234.5 s", DbError.JobTimeout(new DbJob { Id = "j", InstanceId = "i" }, TimeSpan.FromSeconds(1234.5)).Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Each_text_takes_the_values_that_it_has_places_for()
    {
        ResourceSet all = Messages.ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, true, false)!;
        object[] values = [.. Enumerable.Range(0, 10).Select(i => (object)i)];
        Assert.All(all.Cast<DictionaryEntry>(), entry =>
        {
            // A text without places is shown as it is, and so are its braces.
            string text = (string)entry.Value!;
            bool hasPlaces = Regex.IsMatch(text, @"\{\d");
            Assert.NotEmpty(hasPlaces ? text.With(values) : text);
            Assert.True(hasPlaces || !text.Contains("{{", StringComparison.Ordinal), text);
        });
        Assert.True(all.Cast<DictionaryEntry>().Count() > 500);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u001b[31mb\n", "a\uFFFD[31mb\uFFFD")]
    public void A_value_is_harmless_to_a_terminal(string value, string shown) => Assert.Equal(shown, value.Short());

    [Fact]
    public void A_value_is_not_longer_than_one_can_read()
    {
        Assert.Equal(new string('a', 80), new string('a', 80).Short());
        Assert.Equal(new string('a', 80) + "...", new string('a', 81).Short());
    }
}
