using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>A zone as its server transferred it, and as it is after updates of ours.</summary>
sealed class ServedZone
{
    /// <summary>What the server itself writes with every change: signatures, keys, its own notes.</summary>
    static readonly HashSet<ushort> OfTheServer =
    [
        RecordType.Soa, RecordType.Rrsig, RecordType.Nsec, RecordType.Nsec3, RecordType.Nsec3Param, RecordType.Dnskey, RecordType.Cds,
        RecordType.Cdnskey, 65534,
    ];

    readonly Dictionary<WireName, List<ServedRecord>> byName = [];
    readonly Dictionary<string, ServedRecord> byId = [];

    public ServedZone(WireName apex, IReadOnlyList<WireRecord> transferred)
    {
        Apex = apex;
        Marks = new RecordMarks(apex, transferred);
        foreach (var record in transferred.Where(it => !OfTheServer.Contains(it.Type) && !Marks.IsReserved(it.Name)))
        {
            if (Read(record) is { } served)
            {
                Add(served);
            }
        }
    }

    public WireName Apex { get; }

    public RecordMarks Marks { get; }

    public IReadOnlyList<ActualRecord> Records => [.. byId.Values.Select(it => it.Actual)];

    public ServedRecord? Find(string id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<ServedRecord> At(WireName name) => byName.GetValueOrDefault(name) ?? [];

    /// <summary>Takes in what an update has done.</summary>
    public void Replace(IEnumerable<ServedRecord> gone, IReadOnlyCollection<ServedRecord> made)
    {
        foreach (var record in gone)
        {
            byId.Remove(record.Id);
            byName[record.Wire.Name].RemoveAll(it => it.Id == record.Id);
        }
        foreach (var record in made)
        {
            Add(record);
        }
    }

    /// <summary>Null for a name that is none to us: it cannot collide with anything wanted.</summary>
    ServedRecord? Read(WireRecord record)
    {
        if (!DomainName.TryParse(record.Name.ToString(), out var name))
        {
            return null;
        }
        var read = new DnsRecord(name, WireContent.Read(record), Ttl.Read((int)Math.Min(record.Ttl, int.MaxValue)), proxied: false);
        var mark = Marks.Of(read.Key);
        var id = mark is null ? RecordMarks.IdOfUnmarked(record.Name, record.Type, record.Data.Span) : RecordMarks.IdOf(mark);
        var isOfTheZone = record.Type == RecordType.Ns && record.Name.Equals(Apex);
        return new ServedRecord(new ActualRecord(id, read, mark is null ? "" : RecordMarks.CommentOf(mark), isOfTheZone), record, mark);
    }

    void Add(ServedRecord record)
    {
        // Two texts may differ only in how they are cut into strings; a mark is about the first then.
        var unique = byId.ContainsKey(record.Id)
            ? record with
            {
                Actual = record.Actual with { Id = RecordMarks.IdOfUnmarked(record.Wire.Name, record.Wire.Type, record.Wire.Data.Span), Comment = "" },
                Mark = null,
            }
            : record;
        byId[unique.Id] = unique;
        if (!byName.TryGetValue(unique.Wire.Name, out var there))
        {
            byName[unique.Wire.Name] = there = [];
        }
        there.Add(unique);
    }
}
