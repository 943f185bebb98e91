using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The message encodings that both sides speak: <c>identity</c> and <c>gzip</c>.</summary>
static class MessageEncoding
{
    public const string Identity = "identity";
    public const string Gzip = "gzip";
    public const string Accepted = "identity,gzip";

    public static bool IsKnown(string? encoding) => encoding is null or "" or Identity or Gzip;

    /// <summary>True where the peer's <c>grpc-accept-encoding</c> lists the encoding.</summary>
    public static bool IsAccepted(string? acceptEncoding, string encoding) =>
        acceptEncoding is not null && acceptEncoding.Split(',', StringSplitOptions.TrimEntries).Contains(encoding, StringComparer.Ordinal);

    public static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> payload)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(payload);
        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    /// <summary>Stops at the limit: a small message can inflate to any size.</summary>
    public static ReadOnlySequence<byte> Decompress(in ReadOnlySequence<byte> payload, int? limit)
    {
        var source = ArrayPool<byte>.Shared.Rent((int)payload.Length);
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            payload.CopyTo(source);
            using var gzip = new GZipStream(new MemoryStream(source, 0, (int)payload.Length), CompressionMode.Decompress);
            var inflated = new MemoryStream();
            for (int read; (read = gzip.Read(chunk)) > 0;)
            {
                if (inflated.Length + read > (limit ?? int.MaxValue)) throw MessageLimit.Received();
                inflated.Write(chunk, 0, read);
            }
            return new ReadOnlySequence<byte>(inflated.GetBuffer(), 0, (int)inflated.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(source);
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
