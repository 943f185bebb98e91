using HomeLab.Cloudflare;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>Records between Cloudflare's words and ours; its quirks of writing end here.</summary>
static class CloudflareRecords
{
    /// <summary>Null for a name that is none: it cannot collide with anything wanted.</summary>
    public static ActualRecord? Read(CloudflareRecord record) => DomainName.TryParse(record.Name, out var name)
        ? new ActualRecord(
            record.Id, new DnsRecord(name, ContentOf(record), Ttl.Read(record.Ttl), record.Proxied), record.Comment ?? "", record.IsLocked)
        {
            Tags = RecordTags.Of(record.Tags),
        }
        : null;

    /// <param name="tags">A free plan takes none, and none is no field of the call.</param>
    public static RecordWrite Create(DnsRecord record, string comment, IReadOnlyList<string> tags) => Content(record.Content) with
    {
        Type = record.Content.Type,
        Name = record.Name.ToString(),
        Ttl = record.Ttl.Seconds,
        Proxied = record.Content.IsProxiable ? record.Proxied : null,
        Comment = comment,
        Tags = tags.Count == 0 ? null : tags,
    };

    /// <summary>Only what differs: a field that is not sent stays as somebody set it.</summary>
    public static RecordWrite Edit(string id, DnsRecord before, DnsRecord after) =>
        (after.Content == before.Content ? new RecordWrite() : Content(after.Content)) with
        {
            Id = id,
            Ttl = after.Ttl == before.Ttl || after.Proxied ? null : after.Ttl.Seconds,
            Proxied = after.Proxied == before.Proxied ? null : after.Proxied,
        };

    static RecordWrite Content(RecordContent content) => content switch
    {
        RecordContent.Txt txt => new RecordWrite { Content = TxtContent.Encode(txt.Value) },
        RecordContent.Mx mx => new RecordWrite { Content = mx.Exchange.ToString(), Priority = mx.Priority },
        RecordContent.Srv srv => new RecordWrite { Data = new SrvRecord(srv.Priority, srv.Weight, srv.Port, srv.Target.ToString()).ToData() },
        RecordContent.Caa caa => new RecordWrite { Data = new CaaRecord(caa.Flags, caa.Tag, caa.Value).ToData() },
        _ => new RecordWrite { Content = content.ToString() },
    };

    static RecordContent ContentOf(CloudflareRecord record)
    {
        var content = record.Type switch
        {
            "TXT" => new RecordContent.Txt(TxtContent.Decode(record.Content)),
            "MX" => DomainName.TryParse(record.Content, out var exchange) ? new RecordContent.Mx(record.Priority ?? 0, exchange) : null,
            "SRV" => SrvRecord.Of(record) is { } srv && DomainName.TryParse(srv.Target, out var target)
                ? new RecordContent.Srv(srv.Priority, srv.Weight, srv.Port, target)
                : null,
            "CAA" => CaaRecord.Of(record) is { } caa ? new RecordContent.Caa(caa.Flags, caa.Tag.ToLowerInvariant(), caa.Value) : null,
            _ => RecordText.TryParse(record.Type, record.Content, out var parsed) ? parsed : null,
        };
        return content ?? new RecordContent.Other(record.Type, record.Content);
    }
}
