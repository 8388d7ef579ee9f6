using System;

namespace DbAccounts.Simulator.Http;

/// <summary>Bytes that are no HTTP request, or one beyond the limits; the connection ends with this answer.</summary>
internal sealed class BadRequestException(int status, string message) : Exception(message)
{
    /// <summary>The status code of the answer.</summary>
    public int Status { get; } = status;
}
