using System.Buffers.Binary;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

/// <summary>A process's input and outputs on one connection.</summary>
/// <remarks>
/// Without a terminal the daemon writes frames: one byte for the output's number, three of zero, the length as four bytes
/// in network order, the content. With a terminal there is one output and no frames.
/// </remarks>
public class MultiplexedStream : IDisposable
{
    readonly Stream _stream;
    readonly bool _multiplexed;
    readonly byte[] _header = new byte[8];
    TargetStream _target;
    int _remaining;

    public MultiplexedStream(Stream stream, bool multiplexed)
    {
        _stream = stream;
        _multiplexed = multiplexed;
    }

    public enum TargetStream
    {
        StandardIn,
        StandardOut,
        StandardError,
    }

    /// <summary>Tells the process that its input has ended; does nothing on a stream that only reads.</summary>
    public void CloseWrite()
    {
        if (_stream is WriteClosableStream closable) closable.CloseWrite();
    }

    public Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _stream.WriteAsync(buffer, offset, count, cancellationToken);

    /// <summary>Reads what is there of one output; a count of zero is the end.</summary>
    public async Task<ReadResult> ReadOutputAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (!_multiplexed)
        {
            var all = await _stream.ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
            return new ReadResult { Count = all, Target = TargetStream.StandardOut };
        }

        while (_remaining == 0)
        {
            if (!await ReadHeaderAsync(cancellationToken)) return default;
        }

        var read = await _stream.ReadAsync(buffer.AsMemory(offset, Math.Min(count, _remaining)), cancellationToken);
        if (read == 0) throw new EndOfStreamException();
        _remaining -= read;
        return new ReadResult { Count = read, Target = _target };
    }

    public async Task<(string stdout, string stderr)> ReadOutputToEndAsync(CancellationToken cancellationToken)
    {
        using var stdout = new MemoryStream();
        using var stderr = new MemoryStream();
        await CopyOutputToAsync(Stream.Null, stdout, stderr, cancellationToken);
        return (Text(stdout), Text(stderr));
    }

    public Task CopyFromAsync(Stream input, CancellationToken cancellationToken) => input.CopyToAsync(_stream, cancellationToken);

    public async Task CopyOutputToAsync(Stream stdin, Stream stdout, Stream stderr, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        while (await ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken) is { EOF: false } result)
        {
            var target = result.Target switch
            {
                TargetStream.StandardIn => stdin,
                TargetStream.StandardOut => stdout,
                _ => stderr,
            };
            await target.WriteAsync(buffer.AsMemory(0, result.Count), cancellationToken);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }

    async Task<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var read = await _stream.ReadAtLeastAsync(_header, _header.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == 0) return false;
        if (read < _header.Length) throw new EndOfStreamException();
        if (_header[0] > (byte)TargetStream.StandardError) throw new IOException($"Unknown output {_header[0]}.");
        _target = (TargetStream)_header[0];
        _remaining = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(4));
        return true;
    }

    static string Text(MemoryStream bytes)
    {
        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        return reader.ReadToEnd();
    }

    public struct ReadResult
    {
        public int Count { get; set; }

        public TargetStream Target { get; set; }

        public readonly bool EOF => Count == 0;
    }
}
