using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>What a request carries, unless it was canceled while its connection was made: then it is not sent any more.</summary>
internal sealed class UnlessCanceledContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly CancellationToken _cancellation;

    /// <summary>Makes it of what the request carries.</summary>
    public UnlessCanceledContent(HttpContent content, CancellationToken cancellation)
    {
        _content = content;
        _cancellation = cancellation;
        foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _cancellation.ThrowIfCancellationRequested();
        return _content.CopyToAsync(stream, context);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
