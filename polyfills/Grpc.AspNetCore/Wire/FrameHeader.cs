using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The five bytes before each message: whether it is compressed, and its length.</summary>
readonly record struct FrameHeader(bool IsCompressed, uint Length)
{
    public const int Size = 5;

    public static void Write(IBufferWriter<byte> output, bool isCompressed, int length)
    {
        var header = output.GetSpan(Size);
        header[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        output.Advance(Size);
    }

    public static bool TryRead(in ReadOnlySequence<byte> buffer, out FrameHeader header)
    {
        header = default;
        if (buffer.Length < Size) return false;

        Span<byte> copy = stackalloc byte[Size];
        scoped ReadOnlySpan<byte> bytes = buffer.FirstSpan;
        if (bytes.Length < Size)
        {
            buffer.Slice(0, Size).CopyTo(copy);
            bytes = copy;
        }
        if (bytes[0] > 1) throw new RpcException(new Status(StatusCode.Internal, "Unexpected compressed flag value in message header."));
        header = new FrameHeader(bytes[0] == 1, BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
        return true;
    }
}
