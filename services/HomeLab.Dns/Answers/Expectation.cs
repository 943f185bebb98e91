using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Answers;

/// <summary>A record of ours as the servers of its zone have to answer it.</summary>
/// <param name="IsGone">It was deleted, and is not to be answered any more.</param>
sealed record Expectation(ZoneName Zone, string Object, DnsRecord Record, bool IsGone = false)
{
    /// <summary>Cloudflare answers its own addresses for it.</summary>
    public bool IsProxied => Zone.Server is null && Record.Proxied;

    /// <summary>Cloudflare answers the addresses of what it leads to, since an alias cannot stand at the apex.</summary>
    public bool IsFlattened => Zone.Server is null && Record.Content is RecordContent.Cname && Record.Name == Zone.Apex;

    public DnsQuestion Question => new(
        WireName.Parse(Record.Name.ToString()), IsProxied || IsFlattened ? RecordType.A : WireContent.Write(Record.Content).Type);
}
