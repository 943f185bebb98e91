namespace HomeLab.DnsWire;

/// <summary>A message (RFC 1035, 4). In an update the sections hold the zone, prerequisites, updates and the rest (RFC 2136, 2).</summary>
public sealed record DnsMessage
{
    public const int OpcodeQuery = 0;
    public const int OpcodeUpdate = 5;

    const int HeaderLength = 12;
    const ushort ResponseFlag = 0x8000;
    const ushort AuthoritativeFlag = 0x0400;
    const ushort TruncatedFlag = 0x0200;
    const ushort RecursionDesiredFlag = 0x0100;

    public required ushort Id { get; init; }

    public int Opcode { get; init; }

    public bool IsResponse { get; init; }

    /// <summary>Whoever answers serves the zone, and does not only know of it.</summary>
    public bool IsAuthoritative { get; init; }

    /// <summary>It did not fit into its datagram, and is to be had over TCP.</summary>
    public bool IsTruncated { get; init; }

    public bool IsRecursionDesired { get; init; }

    public ResponseCode Code { get; init; }

    public IReadOnlyList<DnsQuestion> Questions { get; init; } = [];

    public IReadOnlyList<WireRecord> Answers { get; init; } = [];

    public IReadOnlyList<WireRecord> Authorities { get; init; } = [];

    public IReadOnlyList<WireRecord> Additionals { get; init; } = [];

    /// <summary>Nothing is compressed.</summary>
    public byte[] Write()
    {
        var writer = new WireWriter();
        writer.UInt16(Id);
        var flags = (IsResponse ? ResponseFlag : 0) | (IsAuthoritative ? AuthoritativeFlag : 0) | (IsTruncated ? TruncatedFlag : 0)
            | (IsRecursionDesired ? RecursionDesiredFlag : 0);
        writer.UInt16((ushort)(flags | Opcode << 11 | (int)Code));
        foreach (var count in new[] { Questions.Count, Answers.Count, Authorities.Count, Additionals.Count })
        {
            writer.UInt16(checked((ushort)count));
        }
        foreach (var question in Questions)
        {
            writer.Name(question.Name);
            writer.UInt16(question.Type);
            writer.UInt16(question.Class);
        }
        foreach (var record in Answers.Concat(Authorities).Concat(Additionals))
        {
            writer.Record(record);
        }
        return writer.ToArray();
    }

    /// <exception cref="DnsFormatException">It is no message.</exception>
    public static DnsMessage Read(ReadOnlySpan<byte> bytes) => Read(bytes, out _);

    /// <param name="lastRecordAt">Where the last record begins; -1: there is none.</param>
    internal static DnsMessage Read(ReadOnlySpan<byte> bytes, out int lastRecordAt)
    {
        if (bytes.Length < HeaderLength)
        {
            throw new DnsFormatException("a message has at least 12 bytes");
        }
        var reader = new WireReader(bytes);
        lastRecordAt = -1;
        var (id, flags) = (reader.UInt16(), reader.UInt16());
        Span<int> counts = [reader.UInt16(), reader.UInt16(), reader.UInt16(), reader.UInt16()];
        var questions = new List<DnsQuestion>();
        for (var i = 0; i < counts[0]; i++)
        {
            questions.Add(new DnsQuestion(reader.Name(), reader.UInt16(), reader.UInt16()));
        }
        List<WireRecord>[] sections = [[], [], []];
        for (var section = 0; section < sections.Length; section++)
        {
            for (var i = 0; i < counts[section + 1]; i++)
            {
                lastRecordAt = reader.At;
                sections[section].Add(reader.Record());
            }
        }
        if (!reader.IsAtEnd)
        {
            throw new DnsFormatException("there is something behind the message");
        }
        return new DnsMessage
        {
            Id = id,
            IsResponse = (flags & ResponseFlag) != 0,
            Opcode = flags >> 11 & 0xf,
            IsAuthoritative = (flags & AuthoritativeFlag) != 0,
            IsTruncated = (flags & TruncatedFlag) != 0,
            IsRecursionDesired = (flags & RecursionDesiredFlag) != 0,
            Code = (ResponseCode)(flags & 0xf),
            Questions = questions,
            Answers = sections[0],
            Authorities = sections[1],
            Additionals = sections[2],
        };
    }
}
