using System.Globalization;
using System.Text;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>Writes a zone as BIND reads it, with Cloudflare's own marks in the comments.</summary>
static class ZoneFileWriter
{
    public static string Write(ZoneState zone, DateTimeOffset now)
    {
        var name = zone.Zone.Name;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $";;\n;; Domain:     {name}.\n;; Exported:   {now.ToApiSeconds()}\n;;\n\n")
            .Append(CultureInfo.InvariantCulture, $";; SOA Record\n{name}.\t3600\tIN\tSOA\tada.ns.cloudflare.com. dns.cloudflare.com. 2050000000 10000 2400 604800 3600\n\n")
            .Append(CultureInfo.InvariantCulture, $";; NS Records\n{name}.\t86400\tIN\tNS\tada.ns.cloudflare.com.\n{name}.\t86400\tIN\tNS\tbob.ns.cloudflare.com.\n");
        foreach (var group in zone.Records.GroupBy(record => record.Type).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n;; {group.Key} Records\n");
            foreach (var record in group.OrderBy(record => record.Name, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{record.Name}.\t{record.Ttl}\tIN\t{record.Type}\t{Content(record)}{Comment(record)}\n");
        }

        return text.ToString();
    }

    static string Content(DnsRecord record)
    {
        var host = record.Content == "." ? "" : ".";
        return record.Type switch
        {
            "CNAME" or "NS" or "PTR" => record.Content + host,
            "MX" => $"{record.Priority} {record.Content}{host}",
            "SRV" => $"{record.Priority} {record.Content}{(record.Content.EndsWith('.') ? "" : ".")}",
            "URI" => $"{record.Priority} {record.Content}",
            _ => record.Content,
        };
    }

    static string Comment(DnsRecord record)
    {
        var tags = record.Type is "A" or "AAAA" or "CNAME"
            ? [.. record.Tags, $"cf-proxied:{(record.Proxied ? "true" : "false")}"]
            : record.Tags;
        if (record.Comment is null && tags.IsEmpty)
            return "";
        return " ;" + (record.Comment is null ? "" : " " + record.Comment) + (tags.IsEmpty ? "" : " cf_tags=" + string.Join(',', tags));
    }
}
