namespace HomeLab.DnsWire;

/// <summary>A dynamic update (RFC 2136): made whole, and only while every prerequisite holds.</summary>
public sealed class DnsUpdate(WireName zone)
{
    readonly List<WireRecord> prerequisites = [];
    readonly List<WireRecord> changes = [];

    /// <summary>The set of records of this name and type is exactly this; their ttl does not matter.</summary>
    public void Require(WireName name, ushort type, IReadOnlyCollection<WireRecord> set)
    {
        if (set.Count == 0)
        {
            prerequisites.Add(new WireRecord(name, type, RecordClass.None, 0, default));
        }
        prerequisites.AddRange(set.Select(record => record with { Class = RecordClass.Internet, Ttl = 0 }));
    }

    /// <summary>Nothing stands at this name.</summary>
    public void RequireFree(WireName name) => prerequisites.Add(new WireRecord(name, RecordType.Any, RecordClass.None, 0, default));

    public void Add(WireRecord record) => changes.Add(record with { Class = RecordClass.Internet });

    public void Delete(WireRecord record) => changes.Add(record with { Class = RecordClass.None, Ttl = 0 });

    public void DeleteSet(WireName name, ushort type) => changes.Add(new WireRecord(name, type, RecordClass.Any, 0, default));

    public DnsMessage ToMessage(ushort id) => new()
    {
        Id = id,
        Opcode = DnsMessage.OpcodeUpdate,
        Questions = [new DnsQuestion(zone, RecordType.Soa)],
        Answers = prerequisites,
        Authorities = changes,
    };
}
