using System.Collections.Immutable;
using HomeLab.Simulators.Cloudflare.Records;
using HomeLab.Simulators.Cloudflare.Zones;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Cloudflare.State;

/// <summary>A zone and its records at one moment; immutable.</summary>
sealed class ZoneState
{
    readonly ImmutableDictionary<string, DnsRecord> records;
    readonly ImmutableDictionary<string, ImmutableHashSet<string>> idsByName;

    ZoneState(Zone zone, ImmutableDictionary<string, DnsRecord> records, ImmutableDictionary<string, ImmutableHashSet<string>> idsByName)
    {
        Zone = zone;
        this.records = records;
        this.idsByName = idsByName;
    }

    public long NextSequence { get; private init; }

    public Zone Zone { get; }

    public int Count => records.Count;

    /// <summary>Oldest first.</summary>
    public IEnumerable<DnsRecord> Records =>
        records.Values.OrderBy(record => record.Sequence);

    public static ZoneState Of(Zone zone, IEnumerable<DnsRecord> records) =>
        records.Aggregate(
            new ZoneState(
                zone,
                ImmutableDictionary<string, DnsRecord>.Empty,
                ImmutableDictionary<string, ImmutableHashSet<string>>.Empty),
            (state, record) => state.With(record));

    public DnsRecord? Find(string id) => records.GetValueOrDefault(id);

    public IEnumerable<DnsRecord> Named(string name) =>
        idsByName.TryGetValue(name, out var ids) ? ids.Select(id => records[id]) : [];

    public ZoneState With(DnsRecord record)
    {
        var cleared = Without(record.Id);
        var ids = cleared.idsByName.GetValueOrDefault(record.Name, []);
        return new ZoneState(Zone, cleared.records.Add(record.Id, record), cleared.idsByName.SetItem(record.Name, ids.Add(record.Id)))
        {
            NextSequence = Math.Max(NextSequence, record.Sequence + 1),
        };
    }

    public IEnumerable<RequestEffect> ChangesSince(ZoneState before)
    {
        var changed = records.Values
            .Where(record => before.Find(record.Id) != record)
            .Select(record => Effect(before.Find(record.Id) is null ? "create" : "update", record));
        var gone = before.records.Values.Where(record => !records.ContainsKey(record.Id)).Select(record => Effect("delete", record));
        return ReferenceEquals(this, before) ? [] : changed.Concat(gone).OrderBy(effect => effect.Id, StringComparer.Ordinal);
    }

    static RequestEffect Effect(string action, DnsRecord record) =>
        new(action, record.Id, $"{record.Type} {record.Name} {record.Content}{(record.Proxied ? " proxied" : "")}", record.Comment);

    public ZoneState Without(string id)
    {
        if (!records.TryGetValue(id, out var record))
            return this;
        var ids = idsByName[record.Name].Remove(id);
        return new ZoneState(
            Zone, records.Remove(id), ids.IsEmpty ? idsByName.Remove(record.Name) : idsByName.SetItem(record.Name, ids))
        {
            NextSequence = NextSequence,
        };
    }
}
