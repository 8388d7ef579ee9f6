using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Simulator.Http;

/// <summary>Reads lines and blocks from a connection; what is read ahead waits for the next call.</summary>
internal sealed class ByteReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[8192];
    private int _position;
    private int _length;

    /// <summary>A line without its line end; null where the peer has ended before the first byte.</summary>
    /// <exception cref="BadRequestException">The line is longer than allowed.</exception>
    public async Task<string?> ReadLineAsync(int limit, CancellationToken cancellation)
    {
        var line = new List<byte>(128);
        while (true)
        {
            if (_position == _length && !await FillAsync(cancellation).ConfigureAwait(false))
            {
                return line.Count == 0 ? null : throw new EndOfStreamException();
            }

            byte next = _buffer[_position++];
            if (next == (byte)'\n')
            {
                int length = line.Count > 0 && line[line.Count - 1] == (byte)'\r' ? line.Count - 1 : line.Count;
                return Encoding.UTF8.GetString(line.ToArray(), 0, length);
            }

            line.Add(next);
            if (line.Count > limit)
            {
                throw new BadRequestException(431, "The header is too large.");
            }
        }
    }

    /// <summary>Exactly so many bytes.</summary>
    public async Task<byte[]> ReadBlockAsync(int length, CancellationToken cancellation)
    {
        var block = new byte[length];
        int read = 0;
        while (read < length)
        {
            if (_position == _length && !await FillAsync(cancellation).ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }

            int count = Math.Min(length - read, _length - _position);
            Buffer.BlockCopy(_buffer, _position, block, read, count);
            _position += count;
            read += count;
        }

        return block;
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        _position = 0;
        _length = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancellation).ConfigureAwait(false);
        return _length > 0;
    }
}
