using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HomeLab.DnsWire;

/// <summary>The signatures of one request and of every message of its answer (RFC 8945). Used once.</summary>
public sealed class TsigSession(TsigKey key, TimeProvider time)
{
    const ushort Fudge = 300;
    const int LongestGap = 100;
    const int BadSignature = 16;
    const int BadKey = 17;
    const int BadTime = 18;

    // What the next signature covers besides its own message: the last one, and the messages since that had none (5.3.1).
    readonly List<byte[]> pending = [];
    bool isFirst = true;

    /// <summary>Whether the last message had no signature, so that it is not proven yet.</summary>
    public bool IsOpen => pending.Count > 1;

    public byte[] Sign(byte[] message)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        var mac = key.Mac([.. message, .. Variables(at, Fudge, error: 0, other: [])]);
        Remember(mac);
        var writer = new WireWriter();
        writer.Name(key.Algorithm);
        writer.UInt48(at);
        writer.UInt16(Fudge);
        writer.UInt16((ushort)mac.Length);
        writer.Bytes(mac);
        writer.Bytes(message.AsSpan(0, 2));
        writer.UInt16(0);
        writer.UInt16(0);
        var signed = new WireWriter();
        signed.Bytes(message);
        signed.Record(new WireRecord(key.Name, RecordType.Tsig, RecordClass.Any, 0, writer.ToArray()));
        return Counted(signed.ToArray(), +1);
    }

    /// <summary>Reads a message of the answer. The first has to be signed, and of the others each hundredth and the last.</summary>
    /// <exception cref="TsigException">It is not signed as it has to be.</exception>
    /// <exception cref="DnsFormatException">It is no message.</exception>
    public DnsMessage Read(byte[] bytes)
    {
        var message = DnsMessage.Read(bytes, out var lastAt);
        if (message.Additionals is not [.., { Type: RecordType.Tsig } record])
        {
            pending.Add(bytes);
            return isFirst
                ? throw new TsigException($"its answer ({message.Code}) is not signed", isRefusal: false) { Unsigned = message.Code }
                : pending.Count > LongestGap ? throw new TsigException("too many messages of its answer are not signed", isRefusal: false) : message;
        }
        var signature = Signature.Of(record);
        Refuse(signature);
        var text = Counted(bytes[..lastAt], -1);
        BinaryPrimitives.WriteUInt16BigEndian(text, signature.OriginalId);
        byte[] covered =
        [
            .. pending.SelectMany(it => it), .. text,
            .. isFirst ? Variables(signature.At, signature.Fudge, signature.Error, signature.Other) : Timers(signature.At, signature.Fudge),
        ];
        if (!record.Name.Equals(key.Name) || !signature.Algorithm.Equals(key.Algorithm)
            || !CryptographicOperations.FixedTimeEquals(key.Mac(covered), signature.Mac))
        {
            throw new TsigException($"its answer is not signed with the key {key.Name}", isRefusal: false);
        }
        if (signature.Error == BadTime)
        {
            throw new TsigException("its clock and ours are too far apart", isRefusal: true);
        }
        if (Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - signature.At) > signature.Fudge)
        {
            throw new TsigException("its answer was signed too long ago, or its clock and ours are too far apart", isRefusal: false);
        }
        isFirst = false;
        Remember(signature.Mac);
        return message with { Additionals = [.. message.Additionals.SkipLast(1)] };
    }

    /// <summary>These come without a signature, for the server has none to make (5.3.2).</summary>
    void Refuse(Signature signature)
    {
        if (signature.Error is BadSignature or BadKey && signature.Mac.Length == 0)
        {
            throw new TsigException(
                signature.Error == BadKey ? $"it does not know the key {key.Name}" : $"it has another secret for the key {key.Name}", isRefusal: true);
        }
    }

    void Remember(byte[] mac)
    {
        pending.Clear();
        pending.Add([(byte)(mac.Length >> 8), (byte)mac.Length, .. mac]);
    }

    byte[] Variables(long at, ushort fudge, ushort error, byte[] other)
    {
        var writer = new WireWriter();
        writer.Bytes(key.Name.Canonical());
        writer.UInt16(RecordClass.Any);
        writer.UInt32(0);
        writer.Bytes(key.Algorithm.Canonical());
        writer.Bytes(Timers(at, fudge));
        writer.UInt16(error);
        writer.UInt16((ushort)other.Length);
        writer.Bytes(other);
        return writer.ToArray();
    }

    static byte[] Timers(long at, ushort fudge)
    {
        var writer = new WireWriter();
        writer.UInt48(at);
        writer.UInt16(fudge);
        return writer.ToArray();
    }

    /// <summary>The message with so many more additional records in its count.</summary>
    static byte[] Counted(byte[] message, int more)
    {
        const int additionals = 10;
        var count = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(additionals)) + more;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(additionals), (ushort)count);
        return message;
    }

    sealed record Signature(WireName Algorithm, long At, ushort Fudge, byte[] Mac, ushort OriginalId, ushort Error, byte[] Other)
    {
        public static Signature Of(WireRecord record)
        {
            var reader = new WireReader(record.Data.Span);
            return new Signature(
                reader.Name(), reader.UInt48(), reader.UInt16(), reader.Take(reader.UInt16()).ToArray(), reader.UInt16(), reader.UInt16(),
                reader.Take(reader.UInt16()).ToArray());
        }
    }
}
