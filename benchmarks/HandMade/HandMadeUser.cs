using System.Security;

namespace DbAccounts.Benchmarks;

/// <summary>An account in the words of add_user.</summary>
public sealed record HandMadeUser(string Name, SecureString Password, string Host, string Database, string Type, string Ssl);
