using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DbAccounts.Tests.Credentials;

/// <summary>The readers of the vendors' files: what their tools write is read as it was meant, and nothing else is guessed.</summary>
public class FormatTests
{
    private static readonly Gen<string[]> _texts =
        Gen.Elements("aZ09+/=-_.~:#;'\"\\ []{}|>&*!%@`\t中".ToCharArray()).ArrayOf().Select(letters => new string(letters)).ArrayOf();

    [Fact]
    public void Ini_has_sections_comments_and_quotes()
    {
        var ini = IniFile.Parse("\uFEFF# keys\r\n[Default]\r\n secret_id = AKID#1;2 ; the first\r\nsecret_key=\"a # b\"\n\n; more\n[other]\nsecret_id='x'\nempty=\nsecret_id=y==\n");
        Assert.Equal("AKID#1;2", ini["default"]["SECRET_ID"]);
        Assert.Equal("a # b", ini["default"]["secret_key"]);
        Assert.Equal("y==", ini["other"]["secret_id"]);
        Assert.Null(ini["other"].Text("empty"));
        Assert.Null(ini["other"].Text("absent"));
    }

    [Theory]
    [InlineData("[default]\nCanary-Secret", 2)]
    [InlineData("=Canary-Secret", 1)]
    [InlineData("{\"secret\":\"Canary-Secret\"}", 1)]
    public void Ini_says_where_it_is_broken_and_not_what_stands_there(string text, int line)
    {
        FormatException error = Assert.Throws<FormatException>(() => IniFile.Parse(text));
        Assert.Contains($"line {line} ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Yaml_has_plain_and_quoted_values_and_passes_over_what_is_nested()
    {
        var yaml = FlatYaml.Parse("---\n# config\nqy_access_key_id: 'it''s'   # mine\nqy_secret_access_key: \"a\\\"b\\\\c\"\nzone: pek3 # north\nurl: https://x:443/iaas\nlog:\n  level: [1, 2]\n- item\nnone: ~\n\"quoted\": yes#no\n");
        Assert.Equal("it's", yaml["qy_access_key_id"]);
        Assert.Equal("a\"b\\c", yaml["qy_secret_access_key"]);
        Assert.Equal("pek3", yaml["zone"]);
        Assert.Equal("https://x:443/iaas", yaml["url"]);
        Assert.Equal("yes#no", yaml["quoted"]);
        Assert.False(yaml.ContainsKey("log"));
        Assert.False(yaml.ContainsKey("none"));
    }

    [Theory]
    [InlineData("Canary-Secret")]
    [InlineData("key:Canary-Secret")]
    [InlineData("key: 'Canary-Secret")]
    [InlineData("key: \"Canary-Secret")]
    [InlineData("key: \"Canary-Secret\\")]
    [InlineData("key: \"Canary\\x41\"")]
    [InlineData("key: 'Canary' Secret")]
    [InlineData("key: [Canary-Secret]")]
    [InlineData("key: |\n  Canary-Secret")]
    [InlineData("key: !!str Canary-Secret")]
    public void Yaml_says_where_it_is_broken_and_not_what_stands_there(string text)
    {
        FormatException error = Assert.Throws<FormatException>(() => FlatYaml.Parse("zone: pek3\n" + text));
        Assert.Contains("line 2 ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_written_in_quotes_is_read_again() => Generators.ForAll(_texts, texts =>
    {
        Dictionary<string, string> values = texts.Select((text, i) => (text, i)).ToDictionary(one => "name" + one.i, one => one.text + "x");
        string ini = "[default]\n" + string.Concat(values.Select(v => $"{v.Key} = \"{v.Value}\"\n"));
        string single = string.Concat(values.Select(v => $"{v.Key}: '{v.Value.Replace("'", "''", StringComparison.Ordinal)}'\n"));
        string twice = string.Concat(values.Select(v => $"{v.Key}: \"{v.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\r\n"));
        return values.All(v => IniFile.Parse(ini)["default"][v.Key] == v.Value && FlatYaml.Parse(single)[v.Key] == v.Value && FlatYaml.Parse(twice)[v.Key] == v.Value);
    });

    [Fact]
    public void Any_text_is_read_or_refused() => Generators.ForAll(_texts.Select(texts => string.Join("\n", texts)), text =>
    {
        foreach (Action parse in new Action[] { () => IniFile.Parse(text), () => FlatYaml.Parse(text) })
        {
            try
            {
                parse();
            }
            catch (FormatException)
            {
                // Refused in the one way that callers expect.
            }
        }

        return true;
    });
}
