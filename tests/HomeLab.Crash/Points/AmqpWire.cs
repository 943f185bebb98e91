using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace HomeLab.Crash.Points;

/// <summary>AMQP 0-9-1: https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf; a publisher's confirm is a basic.ack of the broker.</summary>
sealed class AmqpWire : IWire
{
    const byte Method = 1;
    const int Envelope = 8;
    bool isStarted;

    public (long Length, string? Label)? Request(ReadOnlySequence<byte> sent)
    {
        if (!isStarted)
        {
            // "AMQP" and the version.
            if (sent.Length < 8)
            {
                return null;
            }
            isStarted = true;
            return (8, null);
        }
        return Frame(sent) is var (length, head) ? (length, Name(head) switch
        {
            (60, 40) => $"before amqp publish {ShortText(head, 13)}",
            (60, 80) => "before amqp acknowledge",
            (60, 90) or (60, 120) => "before amqp refuse",
            (40, 10) => "before amqp declare exchange",
            (50, 10) => "before amqp declare queue",
            (50, 20) => "before amqp bind queue",
            (60, 20) => "before amqp consume",
            _ => null,
        }) : null;
    }

    public (long Length, string? Label)? Answer(ReadOnlySequence<byte> received) =>
        Frame(received) is var (length, head) ? (length, Name(head) switch
        {
            (60, 80) => "after amqp confirm",
            (60, 120) => "after amqp refusal",
            (60, 60) => $"after amqp deliver {Exchange(head)}",
            (40, 11) => "after amqp declare exchange",
            (50, 11) => "after amqp declare queue",
            (50, 21) => "after amqp bind queue",
            (60, 21) => "after amqp consume",
            _ => null,
        }) : null;

    /// <summary>A frame: type, channel, size, payload, end. The head is as much of it as names need.</summary>
    static (long Length, byte[] Head)? Frame(ReadOnlySequence<byte> from)
    {
        if (from.Length < Envelope)
        {
            return null;
        }
        var length = Envelope + BinaryPrimitives.ReadUInt32BigEndian(from.Slice(3, 4).ToArray());
        return from.Length < length ? null : (length, from.Slice(0, Math.Min(length, 1024)).ToArray());
    }

    static (int Class, int Method) Name(byte[] head) => head[0] != Method || head.Length < 11
        ? (0, 0)
        : (BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(7)), BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(9)));

    /// <summary>Behind the consumer's tag, the delivery's number and whether it comes again.</summary>
    static string Exchange(byte[] head) => ShortText(head, 11 + 1 + head[11] + 8 + 1);

    static string ShortText(byte[] head, int at) => Encoding.UTF8.GetString(head, at + 1, head[at]);
}
