using System;
using System.Collections.Generic;
using System.Text;

namespace DbAccounts.Simulator.Http;

/// <summary>An answer: status, JSON and further headers.</summary>
internal sealed class HttpResponse(int status, string json)
{
    /// <summary>The status code.</summary>
    public int Status { get; } = status;

    /// <summary>The body.</summary>
    public string Json { get; } = json;

    /// <summary>Headers other than those that every answer has.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>The bytes to be sent.</summary>
    public byte[] ToBytes(DateTimeOffset date, bool keepAlive)
    {
        byte[] body = Encoding.UTF8.GetBytes(Json);
        var head = new StringBuilder();
        head.Append(FormattableString.Invariant($"HTTP/1.1 {Status} {Reason(Status)}\r\n"));
        head.Append(FormattableString.Invariant($"Date: {date.UtcDateTime:R}\r\n"));
        head.Append("Content-Type: application/json\r\n");
        head.Append(FormattableString.Invariant($"Content-Length: {body.Length}\r\n"));
        head.Append(keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
        foreach (KeyValuePair<string, string> header in Headers)
        {
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }

        byte[] headBytes = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        var bytes = new byte[headBytes.Length + body.Length];
        headBytes.CopyTo(bytes, 0);
        body.CopyTo(bytes, headBytes.Length);
        return bytes;
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        201 => "Created",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Payload Too Large",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        505 => "HTTP Version Not Supported",
        _ => "Internal Server Error",
    };
}
