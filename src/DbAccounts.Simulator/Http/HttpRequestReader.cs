using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Simulator.Http;

/// <summary>Reads requests of HTTP/1.0 and 1.1 off a connection, within limits.</summary>
internal sealed class HttpRequestReader(Stream stream)
{
    private const int HeaderLimit = 64 * 1024;
    private const int BodyLimit = 12 * 1024 * 1024;
    private const int ChunkLineLimit = 1024;
    private static readonly byte[] _continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");
    private readonly ByteReader _reader = new(stream);

    /// <summary>The next request; null where the peer has ended the connection.</summary>
    /// <exception cref="BadRequestException">What came is no request, or too large.</exception>
    public async Task<(HttpRequest Request, bool KeepAlive)?> ReadAsync(CancellationToken cancellation)
    {
        int left = HeaderLimit;
        string? line;
        do
        {
            // Empty lines before a request are to be ignored (RFC 9112, 2.2).
            line = await _reader.ReadLineAsync(left, cancellation).ConfigureAwait(false);
            left -= 2;
        }
        while (line is { Length: 0 } && left > 0);
        if (line is null)
        {
            return null;
        }

        string[] start = line.Split(' ');
        if (start.Length != 3 || !IsToken(start[0]) || !start[1].StartsWith("/", StringComparison.Ordinal)
            || !start[2].StartsWith("HTTP/", StringComparison.Ordinal))
        {
            throw new BadRequestException(400, "The request line is malformed.");
        }

        bool isCurrent = start[2] == "HTTP/1.1";
        if (!isCurrent && start[2] != "HTTP/1.0")
        {
            throw new BadRequestException(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        }

        List<KeyValuePair<string, string>> headers = await ReadHeadersAsync(left - line.Length, cancellation).ConfigureAwait(false);
        var head = new HttpRequest(start[0], start[1], headers, []);
        if (isCurrent && head.Header("Host") is null)
        {
            throw new BadRequestException(400, "The Host header is missing.");
        }

        byte[] body = await ReadBodyAsync(head, cancellation).ConfigureAwait(false);
        bool keepAlive = isCurrent ? !head.HeaderHas("Connection", "close") : head.HeaderHas("Connection", "keep-alive");
        return (new HttpRequest(start[0], start[1], headers, body), keepAlive);
    }

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => c is > ' ' and < '\x7f' && "()<>@,;:\\\"/[]?={}".IndexOf(c) < 0);

    private async Task<List<KeyValuePair<string, string>>> ReadHeadersAsync(int left, CancellationToken cancellation)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (true)
        {
            string line = await _reader.ReadLineAsync(Math.Max(left, 0), cancellation).ConfigureAwait(false)
                ?? throw new EndOfStreamException();
            if (line.Length == 0)
            {
                return headers;
            }

            left -= line.Length + 2;
            int colon = line.IndexOf(':');
            if (colon < 0 || !IsToken(line.Substring(0, colon)))
            {
                throw new BadRequestException(400, "A header is malformed.");
            }

            headers.Add(new(line.Substring(0, colon), line.Substring(colon + 1).Trim()));
        }
    }

    private async Task<byte[]> ReadBodyAsync(HttpRequest head, CancellationToken cancellation)
    {
        string? coding = head.Header("Transfer-Encoding");
        string? lengthText = head.Header("Content-Length");
        if (coding is not null && lengthText is not null)
        {
            throw new BadRequestException(400, "Content-Length and Transfer-Encoding exclude each other.");
        }

        if (coding is not null && !string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadRequestException(501, "The only transfer coding is chunked.");
        }

        long length = 0;
        if (lengthText is not null && !long.TryParse(lengthText, NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            throw new BadRequestException(400, "Content-Length is not a number.");
        }

        RequireWithinLimit(length);
        if (head.HeaderHas("Expect", "100-continue"))
        {
            await stream.WriteAsync(_continue, 0, _continue.Length, cancellation).ConfigureAwait(false);
        }

        return coding is null
            ? await _reader.ReadBlockAsync((int)length, cancellation).ConfigureAwait(false)
            : await ReadChunksAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        while (true)
        {
            string line = await _reader.ReadLineAsync(ChunkLineLimit, cancellation).ConfigureAwait(false)
                ?? throw new EndOfStreamException();
            string size = line.Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int length) || length < 0)
            {
                throw new BadRequestException(400, "A chunk's size is malformed.");
            }

            if (length == 0)
            {
                // The trailer: headers that mean nothing here.
                await ReadHeadersAsync(HeaderLimit, cancellation).ConfigureAwait(false);
                return body.ToArray();
            }

            RequireWithinLimit(body.Length + length);
            byte[] chunk = await _reader.ReadBlockAsync(length, cancellation).ConfigureAwait(false);
            body.Write(chunk, 0, length);
            if (await _reader.ReadLineAsync(ChunkLineLimit, cancellation).ConfigureAwait(false) is not { Length: 0 })
            {
                throw new BadRequestException(400, "A chunk is longer than its size.");
            }
        }
    }

    private static void RequireWithinLimit(long length)
    {
        if (length > BodyLimit)
        {
            throw new BadRequestException(413, "The body is too large.");
        }
    }
}
