using System;
using System.Collections.Generic;
using System.IO;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Model;

namespace DbAccounts.Tests.Credentials;

/// <summary>A user's variables and files, made for a test.</summary>
internal sealed class Around : IDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), "dbaccounts-" + Guid.NewGuid().ToString("N"));

    public Around() => Directory.CreateDirectory(_home);

    public Dictionary<string, string> Variables { get; } = [];

    public string Home => _home;

    public HostEnvironment Environment => new(name => Variables.GetValueOrDefault(name), _home);

    public Around With(string name, string value)
    {
        Variables[name] = value;
        return this;
    }

    public Around WithFile(string path, string text)
    {
        string file = Path.Combine(_home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    /// <summary>Connects with nothing but what is around, and what a test adds.</summary>
    public DbInstance Connect(string service, Func<DbInstanceOptions, DbInstanceOptions>? more = null)
    {
        var options = new DbInstanceOptions { Service = service, InstanceId = "instance-1" };
        return DbInstance.Connect(more is null ? options : more(options), Environment);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
