using System;

namespace DbAccounts.Simulator.Clouds;

/// <summary>A service refuses a request, with the code that it documents.</summary>
internal sealed class RefusalException(string code, string message, int status = 200) : Exception(message)
{
    /// <summary>The service's code.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status, where the service has one for it.</summary>
    public int Status { get; } = status;
}
