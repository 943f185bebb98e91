using System.Buffers;

namespace HomeLab.Crash.Points;

/// <summary>HTTP/2 in clear text, RFC 9113, as gRPC uses it: a call begins with its headers and ends with its trailers.</summary>
sealed class GrpcWire : IWire
{
    const int Preface = 24;
    const int Envelope = 9;
    const byte Headers = 1;
    const byte EndStream = 1;
    bool isStarted;

    public (long Length, string? Label)? Request(ReadOnlySequence<byte> sent)
    {
        if (!isStarted)
        {
            if (sent.Length < Preface)
            {
                return null;
            }
            isStarted = true;
            return (Preface, null);
        }
        return Frame(sent) is var (length, type, _) ? (length, type == Headers ? "before grpc call" : null) : null;
    }

    public (long Length, string? Label)? Answer(ReadOnlySequence<byte> received) => Frame(received) is var (length, type, flags)
        ? (length, type == Headers && (flags & EndStream) != 0 ? "after grpc call" : null)
        : null;

    static (long Length, byte Type, byte Flags)? Frame(ReadOnlySequence<byte> from)
    {
        if (from.Length < Envelope)
        {
            return null;
        }
        var head = from.Slice(0, Envelope).ToArray();
        var length = Envelope + ((long)head[0] << 16 | (long)head[1] << 8 | head[2]);
        return from.Length < length ? null : (length, head[3], head[4]);
    }
}
