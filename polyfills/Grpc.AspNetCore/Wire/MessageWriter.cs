using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Frames messages of one stream into a buffer; a serializer that knows its length writes there directly.</summary>
sealed class MessageWriter(int? limit) : SerializationContext
{
    IBufferWriter<byte> output = null!;
    bool compress;
    int? length;
    bool isDirect;
    PooledBufferWriter? scratch;

    /// <exception cref="RpcException">The message is longer than the limit; then nothing was written.</exception>
    public void Write<T>(T message, Action<T, SerializationContext> serialize, IBufferWriter<byte> target, bool isCompressed)
    {
        (output, compress, length, isDirect) = (target, isCompressed, null, false);
        try
        {
            serialize(message, this);
        }
        finally
        {
            scratch?.Dispose();
            scratch = null;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ThrowIfAbove(payloadLength);
        length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (compress || length is not { } known) return scratch ??= new PooledBufferWriter();
        if (isDirect) return output;

        if (output is PooledBufferWriter pooled) pooled.Reserve(FrameHeader.Size + known);
        FrameHeader.Write(output, isCompressed: false, known);
        isDirect = true;
        return output;
    }

    public override void Complete()
    {
        if (!isDirect) Complete(scratch is null ? default : scratch.Written.Span);
    }

    public override void Complete(byte[] payload) => Complete(payload.AsSpan());

    void Complete(ReadOnlySpan<byte> payload)
    {
        ThrowIfAbove(payload.Length);
        // GZipStream writes nothing at all for nothing, which is not a gzip file to other implementations.
        var isCompressed = compress && payload.Length > 0;
        if (isCompressed) payload = MessageEncoding.Compress(payload).Span;
        FrameHeader.Write(output, isCompressed, payload.Length);
        output.Write(payload);
    }

    void ThrowIfAbove(int size)
    {
        if (size > limit) throw MessageLimit.Sent();
    }
}
