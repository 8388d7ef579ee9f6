using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary><c>~/.my.cnf</c> and the variables, as the programs of MySQL and MariaDB read them.</summary>
public sealed class OptionFileTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("dba-").FullName;
    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData("[client]\nuser=a", "a")]
    [InlineData("[client]\n  user = a  ", "a")]
    [InlineData("[client]\nuser=a # comment", "a")]
    [InlineData("[client]\nuser=\"a # b\"", "a # b")]
    [InlineData("[client]\nuser='a # b'", "a # b")]
    [InlineData("[client]\n# user=a\n; user=b\nuser=c", "c")]
    [InlineData(@"[client]" + "\n" + @"user=a\sb\tc\\d\n", "a b\tc\\d\n")]
    [InlineData(@"[client]" + "\n" + @"user=C:\dir", @"C:\dir")]
    [InlineData("[client]\r\nuser=a\r\n", "a")]
    [InlineData("\uFEFF[client]\nuser=a", "a")]
    [InlineData("[client]\nuser=a\n[mysql]\nuser=b", "b")]
    [InlineData("[mysql]\nuser=b\n[client]\nuser=a", "a")]
    [InlineData("[mysqld]\nuser=mysql\n[client-mariadb]\nuser=a", "a")]
    [InlineData("[client]\nloose_user=a", "a")]
    [InlineData("[client]\nloose-user=b\nUSER=c\nuser=a", "a")]
    [InlineData("[mysqldump]\nuser=a", null)]
    public void Options_are_read_as_the_programs_do(string text, string? user)
    {
        OptionFile.Parse(text, ["client", "client-mariadb", "mysql"], _ => { }).TryGetValue("user", out string? found);
        Assert.Equal(user, found);
    }

    [Theory]
    [InlineData("user=a", "line 1 stands before the first group")]
    [InlineData("[client\nuser=a", "line 1 begins a group that doesn't end")]
    public void What_is_no_option_file_says_where(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => OptionFile.Parse(text, ["client"], _ => { })).Message);

    [Fact]
    public void The_file_says_where_and_who()
    {
        Write("[client]\nhost=db.example.com\nport=3307\nuser=dba\npassword=\"pa#ss\"\nssl-mode=VERIFY_IDENTITY\nssl-ca=/ca.pem\n!include /etc/other.cnf");
        DbInstance instance = Connect("");
        Assert.Equal(("db.example.com:3307", "dba", DbSslMode.VerifyFull, "/ca.pem"), (instance.InstanceId, instance.KeyId, instance.SslMode, instance.SslCa));
        Assert.Equal("pa#ss", instance.Source.Known!.SecretKey!.Reveal(text => text));
        Assert.Contains("!include", Assert.Single(_warnings.Distinct()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("socket=/s.sock", "/s.sock")]
    [InlineData("socket=/s.sock\nhost=localhost", "/s.sock")]
    [InlineData("socket=/s.sock\nhost=db", "db")]
    [InlineData("port=3307", "localhost:3307")]
    [InlineData("host=::1\nport=3307", "[::1]:3307")]
    public void A_socket_is_for_this_machine(string options, string instanceId)
    {
        Write($"[client]\nuser=a\npassword=b\n{options}");
        Assert.Equal(instanceId, Connect("").InstanceId);
    }

    [Theory]
    [InlineData("ssl", DbSslMode.Required)]
    [InlineData("skip-ssl", DbSslMode.None)]
    [InlineData("ssl=0", DbSslMode.None)]
    [InlineData("loose-skip-ssl", DbSslMode.None)]
    [InlineData("loose_skip_ssl", DbSslMode.None)]
    [InlineData("disable-ssl", DbSslMode.None)]
    [InlineData("skip_ssl=0", DbSslMode.Required)]
    [InlineData("enable-ssl", DbSslMode.Required)]
    [InlineData("enable_ssl=0", DbSslMode.None)]
    [InlineData("skip-ssl\nssl", DbSslMode.Required)]
    [InlineData("skip-ssl-verify-server-cert\nssl", DbSslMode.Required)]
    [InlineData("loose-ssl-mode=REQUIRED", DbSslMode.Required)]
    [InlineData("ssl-verify-server-cert", DbSslMode.VerifyFull)]
    [InlineData("ssl_ca=/ca.pem", DbSslMode.VerifyCA)]
    [InlineData("ssl-mode=preferred", DbSslMode.Preferred)]
    [InlineData("", DbSslMode.Required)]
    public void TLS_is_as_either_family_says_it(string option, DbSslMode mode)
    {
        Write($"[client]\nuser=a\npassword=b\n{option}");
        Assert.Equal(mode, Connect("db.example.com").SslMode);
    }

    [Fact]
    public void No_password_is_an_empty_one()
    {
        Write("[client]\nuser=a\npassword=b\n[mysql]\nskip-password");
        Assert.Equal("", Connect("db.example.com").Source.Known!.SecretKey!.Reveal(text => text));
    }

    [Fact]
    public void What_is_given_wins()
    {
        Write("[client]\nuser=a\npassword=b\nhost=other\nport=1");
        Assert.Equal(("db", "a"), (Connect("db").InstanceId, Connect("db").KeyId));
    }

    [Fact]
    public void The_variables_come_after_the_file()
    {
        Assert.Equal("h:2", Connect("", ("MYSQL_PWD", "p"), ("MYSQL_HOST", "h"), ("MYSQL_TCP_PORT", "2")).InstanceId);
        Write("[client]\nuser=a");
        DbInstance instance = Connect("db", ("MYSQL_PWD", "p"));
        Assert.Equal(("a", "p"), (instance.KeyId, instance.Source.Known!.SecretKey!.Reveal(text => text)));
    }

    [Fact]
    public void A_file_that_others_can_write_is_passed_over()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("[client]\nuser=a\npassword=b");
        File.SetUnixFileMode(Path.Combine(_home, ".my.cnf"), (UnixFileMode)0b110_110_110);
        Assert.Equal(DbErrorId.ConnectionIncomplete, Assert.Throws<DbAccountsException>(() => Connect("db")).ErrorId);
        Assert.Contains("others can write", _warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_knows_who_is_there()
    {
        Assert.Equal(Environment.UserName, Connect("/run/mysqld/mysqld.sock").KeyId);
        DbAccountsException error = Assert.Throws<DbAccountsException>(() => Connect("db"));
        Assert.Contains(".my.cnf", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private void Write(string text) => File.WriteAllText(Path.Combine(_home, ".my.cnf"), text);

    private DbInstance Connect(string instanceId, params (string Name, string Value)[] variables) => DbInstance.Connect(
        new DbInstanceOptions { Service = "MySql", InstanceId = instanceId },
        new HostEnvironment(name => variables.FirstOrDefault(variable => variable.Name == name).Value, _home) { Warning = _warnings.Add });
}
