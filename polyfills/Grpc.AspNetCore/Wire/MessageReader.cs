using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Reads the messages of one stream; deserializers read out of the pipe's own buffers.</summary>
sealed class MessageReader(PipeReader pipe, int? limit, string? encoding) : DeserializationContext
{
    ReadOnlySequence<byte> payload;

    public override int PayloadLength => (int)payload.Length;

    public override byte[] PayloadAsNewBuffer() => payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => payload;

    /// <summary>The next message, or null at the end of the stream.</summary>
    /// <exception cref="RpcException">The peer broke the framing or the limit.</exception>
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserialize, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            var (consumed, examined) = (result.Buffer.Start, result.Buffer.End);
            try
            {
                if (TryFindPayload(result.Buffer, out var isCompressed))
                {
                    consumed = examined = payload.End;
                    if (isCompressed) payload = Decompress();
                    return deserialize(this);
                }
                if (result.IsCompleted)
                {
                    if (result.Buffer.IsEmpty) return null;
                    throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
                }
            }
            finally
            {
                payload = default;
                pipe.AdvanceTo(consumed, examined);
            }
        }
    }

    public void Complete() => pipe.Complete();

    bool TryFindPayload(in ReadOnlySequence<byte> buffer, out bool isCompressed)
    {
        isCompressed = false;
        if (!FrameHeader.TryRead(buffer, out var header)) return false;
        if (header.Length > (limit ?? int.MaxValue)) throw MessageLimit.Received();
        if (buffer.Length < FrameHeader.Size + header.Length) return false;

        payload = buffer.Slice(FrameHeader.Size, header.Length);
        isCompressed = header.IsCompressed;
        return true;
    }

    ReadOnlySequence<byte> Decompress() => encoding switch
    {
        MessageEncoding.Gzip => MessageEncoding.Decompress(payload, limit),
        null or "" or MessageEncoding.Identity => throw new RpcException(new Status(
            StatusCode.Internal, "A compressed message arrived without a grpc-encoding that says how.")),
        _ => throw new RpcException(new Status(StatusCode.Unimplemented, $"Unsupported grpc-encoding value '{encoding}'.")),
    };
}
