using System;
using System.Collections.Generic;
using System.Text;

namespace DbAccounts.Simulator.Http;

/// <summary>An answer: status, a body that is JSON unless it says otherwise, and further headers.</summary>
internal sealed class HttpResponse(int status, string body)
{
    /// <summary>The status code.</summary>
    public int Status { get; } = status;

    /// <summary>The body.</summary>
    public string Body { get; } = body;

    /// <summary>What the body is.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Headers other than those that every answer has.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The same answer with another body.</summary>
    public HttpResponse With(string body) => new(Status, body) { ContentType = ContentType, Headers = Headers };

    /// <summary>The bytes to be sent.</summary>
    public byte[] ToBytes(DateTimeOffset date, bool keepAlive)
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder();
        head.Append(FormattableString.Invariant($"HTTP/1.1 {Status} {Reason(Status)}\r\n"));
        head.Append(FormattableString.Invariant($"Date: {date.UtcDateTime:R}\r\n"));
        head.Append("Content-Type: ").Append(ContentType).Append("\r\n");
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
        403 => "Forbidden",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Payload Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        _ => "Internal Server Error",
    };
}
