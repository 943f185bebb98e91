using System.Globalization;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.InMemory;

/// <summary>A provider in memory that is as strict as Cloudflare: what excludes each other is refused, ids are never reused.</summary>
sealed class InMemoryDnsProvider(params IEnumerable<string> zones) : IDnsProvider
{
    readonly Dictionary<string, List<ActualRecord>> content = zones.ToDictionary(zone => zone, _ => new List<ActualRecord>());
    int lastId;

    public TimeSpan BlockedFor => TimeSpan.Zero;

    /// <summary>Every write that was carried out, in order.</summary>
    public List<ProviderWrite> Written { get; } = [];

    public IReadOnlyList<ActualRecord> Records(string zone) => content[zone];

    /// <summary>What somebody else puts there.</summary>
    public ActualRecord Put(string zone, DnsRecord record, string comment = "", bool isLocked = false)
    {
        var added = new ActualRecord(NextId(), record, comment, isLocked);
        content[zone].Add(added);
        return added;
    }

    public Task<Observed<ProviderZone>> ObserveAsync(ZoneName zone, CancellationToken cancellationToken) =>
        Task.FromResult<Observed<ProviderZone>>(content.TryGetValue(zone.ToString(), out var records)
            ? new Observed<ProviderZone>.Available(new ProviderZone(new ZoneReference(zone, "id-of-" + zone), [.. records]))
            : new Observed<ProviderZone>.Unavailable(new Reason(ProviderReasons.ZoneNotFound, $"There is no zone {zone}.")));

    public Task<Observed<ActualRecord?>> GetAsync(ZoneReference zone, string id, CancellationToken cancellationToken) =>
        Task.FromResult<Observed<ActualRecord?>>(new Observed<ActualRecord?>.Available(Of(zone).Find(record => record.Id == id)));

    public Task<Observed<IReadOnlyList<ActualRecord>>> FindAsync(ZoneReference zone, DomainName name, CancellationToken cancellationToken) =>
        Task.FromResult<Observed<IReadOnlyList<ActualRecord>>>(
            new Observed<IReadOnlyList<ActualRecord>>.Available(Of(zone).FindAll(record => record.Record.Name == name)));

    public Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(
        ZoneReference zone, IReadOnlyList<WriteGroup> groups, TimeSpan within, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<WriteResult>>>([.. groups.Select(group => Write(zone, group))]);

    List<WriteResult> Write(ZoneReference zone, WriteGroup group)
    {
        var saved = Of(zone).ToList();
        var results = group.Writes.Select(write => Write(Of(zone), write)).ToList();
        if (results.OfType<WriteResult.Rejected>().FirstOrDefault() is { } refused)
        {
            content[zone.Name.ToString()] = saved;
            return [.. results.Select(_ => refused)];
        }
        Written.AddRange(group.Writes);
        return results;
    }

    WriteResult Write(List<ActualRecord> records, ProviderWrite write) => write switch
    {
        ProviderWrite.Create create => Refusal(records, create.Record, null) as WriteResult ?? Add(records, new ActualRecord(NextId(), create.Record, create.Comment)
        {
            Tags = RecordTags.Of(create.Tags),
        }),
        ProviderWrite.Update update => Change(records, update),
        ProviderWrite.Mark mark => Comment(records, mark),
        ProviderWrite.Delete delete => Remove(records, delete),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static WriteResult Change(List<ActualRecord> records, ProviderWrite.Update update)
    {
        var at = records.FindIndex(record => record.Id == update.Id);
        if (at < 0)
        {
            return new WriteResult.Rejected(new Reason(ProviderReasons.Gone, $"{update.Before.Key} is gone."));
        }
        if (Refusal(records, update.After, update.Id) is { } refused)
        {
            return refused;
        }
        records[at] = records[at] with { Record = update.After };
        return new WriteResult.Applied(update.Id, records[at]);
    }

    static WriteResult Comment(List<ActualRecord> records, ProviderWrite.Mark mark)
    {
        var at = records.FindIndex(record => record.Id == mark.Id);
        if (at < 0)
        {
            return new WriteResult.Rejected(new Reason(ProviderReasons.Gone, $"{mark.Record.Key} is gone."));
        }
        records[at] = records[at] with { Comment = mark.Comment };
        return new WriteResult.Applied(mark.Id, records[at]);
    }

    static WriteResult.Applied Remove(List<ActualRecord> records, ProviderWrite.Delete delete)
    {
        records.RemoveAll(record => record.Id == delete.Id);
        return new WriteResult.Applied(delete.Id, null);
    }

    static WriteResult.Applied Add(List<ActualRecord> records, ActualRecord record)
    {
        records.Add(record);
        return new WriteResult.Applied(record.Id, record);
    }

    static WriteResult.Rejected? Refusal(List<ActualRecord> records, DnsRecord wanted, string? except)
    {
        var others = records.Where(record => record.Id != except && record.Record.Name == wanted.Name).ToList();
        if (others.Exists(other => other.Key == wanted.Key))
        {
            return new WriteResult.Rejected(new Reason(ProviderReasons.AlreadyExists, $"{wanted.Key} exists already."));
        }
        var clash = others.Find(other => wanted.Content.IsProxiable && other.Record.Content.IsProxiable
            && (wanted.Content is RecordContent.Cname || other.Record.Content is RecordContent.Cname));
        return clash is null ? null : new WriteResult.Rejected(new Reason(ProviderReasons.Refused, $"{clash.Key} excludes {wanted.Key}."));
    }

    List<ActualRecord> Of(ZoneReference zone) => content[zone.Name.ToString()];

    string NextId() => (++lastId).ToString("x32", CultureInfo.InvariantCulture);
}
