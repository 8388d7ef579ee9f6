namespace DbAccounts.Simulator.Http;

/// <summary>The bytes that answer a request.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="EndsInReset">The connection is reset after them, whatever they announced.</param>
internal sealed record HttpReply(byte[] Bytes, bool EndsInReset = false);
