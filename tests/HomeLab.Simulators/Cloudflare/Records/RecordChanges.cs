using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>What one change makes of a zone. Pure: single calls and batches share it.</summary>
static class RecordChanges
{
    public static (ZoneState Zone, DnsRecord Record) Create(ZoneState zone, RecordDraft draft, DateTimeOffset now)
    {
        if (zone.Count >= zone.Zone.Limits.Records)
            throw new CloudflareRefusal(StatusCodes.Status400BadRequest, 81045, "The record quota has been exceeded.");
        var normal = RecordForm.Of(draft, zone.Zone);
        return Put(zone, new DnsRecord
        {
            Id = Ids.New(),
            Sequence = zone.NextSequence,
            Type = normal.Type,
            Name = normal.Name,
            Content = normal.Content!,
            Priority = normal.Priority,
            Ttl = normal.Ttl,
            Proxied = normal.Proxied,
            Comment = normal.Comment,
            Tags = normal.Tags,
            Settings = normal.Settings,
            CreatedOn = now,
            ModifiedOn = now,
            CommentModifiedOn = normal.Comment is null ? null : now,
            TagsModifiedOn = normal.Tags.IsEmpty ? null : now,
        });
    }

    public static (ZoneState Zone, DnsRecord Record) Overwrite(ZoneState zone, string id, RecordBody body, DateTimeOffset now) =>
        Replace(zone, Editable(zone, id), RecordDraft.From(body), now);

    public static (ZoneState Zone, DnsRecord Record) Edit(ZoneState zone, string id, RecordBody body, DateTimeOffset now)
    {
        var record = Editable(zone, id);
        return Replace(zone, record, RecordDraft.Over(record, body), now);
    }

    public static (ZoneState Zone, DnsRecord Record) Delete(ZoneState zone, string id)
    {
        var record = Editable(zone, id);
        return (zone.Without(id), record);
    }

    static (ZoneState Zone, DnsRecord Record) Replace(ZoneState zone, DnsRecord record, RecordDraft draft, DateTimeOffset now)
    {
        var normal = RecordForm.Of(draft, zone.Zone);
        return Put(zone, record with
        {
            Type = normal.Type,
            Name = normal.Name,
            Content = normal.Content!,
            Priority = normal.Priority,
            Ttl = normal.Ttl,
            Proxied = normal.Proxied,
            Comment = normal.Comment,
            Tags = normal.Tags,
            Settings = normal.Settings,
            ModifiedOn = now,
            CommentModifiedOn = normal.Comment is null ? null : normal.Comment == record.Comment ? record.CommentModifiedOn : now,
            TagsModifiedOn = normal.Tags.IsEmpty ? null : normal.Tags.SequenceEqual(record.Tags) ? record.TagsModifiedOn : now,
        });
    }

    static (ZoneState Zone, DnsRecord Record) Put(ZoneState zone, DnsRecord record)
    {
        RecordConflicts.Refuse(zone, record);
        return (zone.With(record), record);
    }

    static DnsRecord Editable(ZoneState zone, string id)
    {
        var record = zone.Find(id) ?? throw CloudflareRefusal.NoRecord();
        return record.IsReadOnly
            ? throw new CloudflareRefusal(StatusCodes.Status400BadRequest, 1004, "DNS Validation Error: the record is read-only")
            : record;
    }
}
