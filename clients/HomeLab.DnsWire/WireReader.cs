using System.Buffers.Binary;

namespace HomeLab.DnsWire;

/// <summary>Reads what somebody sent. Whatever the bytes are, it ends, and complains by <see cref="DnsFormatException"/> alone.</summary>
ref struct WireReader(ReadOnlySpan<byte> message)
{
    const byte Pointer = 0xc0;

    readonly ReadOnlySpan<byte> message = message;

    public int At { get; private set; }

    public readonly bool IsAtEnd => At == message.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public long UInt48() => (long)UInt16() << 32 | UInt32();

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > message.Length - At)
        {
            throw new DnsFormatException("it ends in the middle");
        }
        var taken = message.Slice(At, count);
        At += count;
        return taken;
    }

    /// <summary>Pointers lead backwards only, so that no name is without end.</summary>
    public WireName Name()
    {
        var labels = new List<byte[]>();
        int? back = null;
        for (var (at, limit, length) = (At, At, 1); ;)
        {
            var head = ByteAt(at);
            if ((head & Pointer) == Pointer)
            {
                var target = (head & ~Pointer) << 8 | ByteAt(at + 1);
                back ??= at + 2;
                if (target >= limit)
                {
                    throw new DnsFormatException("a name points forward");
                }
                at = limit = target;
            }
            else if ((head & Pointer) != 0)
            {
                throw new DnsFormatException("a label of a kind that is not in use");
            }
            else if (head == 0)
            {
                At = back ?? at + 1;
                return WireName.FromLabels(labels);
            }
            else
            {
                // Before there are too many of them to hold.
                if ((length += head + 1) > 255)
                {
                    throw new DnsFormatException("a name is too long");
                }
                _ = ByteAt(at + head);
                labels.Add(message.Slice(at + 1, head).ToArray());
                at += head + 1;
            }
        }
    }

    public WireRecord Record()
    {
        var (name, type, @class, ttl, length) = (Name(), UInt16(), UInt16(), UInt32(), UInt16());
        var end = At + length;
        if (end > message.Length)
        {
            throw new DnsFormatException("a record ends behind its message");
        }
        var data = length == 0 ? [] : Data(type, end);
        return At == end ? new WireRecord(name, type, @class, ttl, data) : throw new DnsFormatException($"{RecordType.NameOf(type)} data of another length");
    }

    /// <summary>Names are compressed in the types of RFC 1035 alone (RFC 3597, 4); SRV is read so too, for some do it (RFC 2052).</summary>
    byte[] Data(ushort type, int end)
    {
        var (before, names, after) = type switch
        {
            RecordType.Ns or RecordType.Cname or RecordType.Ptr or RecordType.Dname => (0, 1, 0),
            RecordType.Mx => (2, 1, 0),
            RecordType.Srv => (6, 1, 0),
            RecordType.Soa => (0, 2, 20),
            _ => (end - At, 0, 0),
        };
        var data = new List<byte>();
        data.AddRange(Take(before));
        for (var i = 0; i < names; i++)
        {
            data.AddRange(Name().Wire);
        }
        data.AddRange(Take(after));
        return [.. data];
    }

    readonly byte ByteAt(int at) => at < message.Length ? message[at] : throw new DnsFormatException("a name ends in the middle");
}
