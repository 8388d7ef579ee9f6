using System;

namespace DbAccounts.Credentials;

/// <summary>A place where a vendor's tools keep credentials and settings: environment variables or files.</summary>
/// <param name="Name">The place in words.</param>
/// <param name="Read">Reads what it holds at present.</param>
internal sealed record CredentialPlace(string Name, Func<FoundSettings> Read);
