using System.Net;
using HomeLab.DnsWire;
using HomeLab.Simulators.Cloudflare.Records;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.NameServers;

/// <summary>What Cloudflare's servers answer for the account's zones at one moment.</summary>
/// <remarks>
/// Proxied names have Cloudflare's addresses and no other record of those types; an alias at the apex is flattened to addresses; an
/// automatic ttl is 300 s. What an alias leads to outside of the account has 203.0.113.80 as its address.
/// </remarks>
sealed class ZoneAnswers(Account account)
{
    const int AutomaticTtl = 300;
    const int LongestChain = 8;

    static readonly string[] Servers = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"];
    static readonly IPAddress[] Edge =
    [
        IPAddress.Parse("104.21.80.7"), IPAddress.Parse("172.67.160.7"), IPAddress.Parse("2606:4700:3030::6815:5007"), IPAddress.Parse("2606:4700:3034::ac43:a007"),
    ];
    static readonly IPAddress Outside = IPAddress.Parse("203.0.113.80");

    public DnsMessage To(DnsQuestion question)
    {
        var name = question.Name.ToString().ToLowerInvariant();
        if (Servers.Contains(name))
            return new DnsMessage { Id = 0, Answers = question.Type == RecordType.A ? [Made(question.Name, RecordType.A, 86_400, [127, 0, 0, 1])] : [] };
        if (account.Zones.Where(zone => IsWithin(name, zone.Zone.Name)).MaxBy(zone => zone.Zone.Name.Length) is not { } holder)
            return new DnsMessage { Id = 0, Code = ResponseCode.Refused };
        var answers = Follow(holder, question.Name, name, question.Type);
        return new DnsMessage
        {
            Id = 0, IsAuthoritative = true, Answers = answers,
            Code = answers.Count == 0 && !Exists(holder, name) ? ResponseCode.NoSuchName : ResponseCode.NoError,
            Authorities = answers.Count == 0 ? [Soa(holder)] : [],
        };
    }

    static List<WireRecord> Follow(ZoneState zone, WireName asked, string name, ushort type)
    {
        var answers = new List<WireRecord>();
        for (var length = 0; length < LongestChain; length++)
        {
            var here = At(zone, name);
            answers.AddRange(OfType(zone, here, asked, name, type));
            if (answers.Exists(answer => answer.Type == type) || here.Find(record => record is { Type: "CNAME", Proxied: false }) is not { } alias || name == zone.Zone.Name)
                break;
            answers.Add(Made(asked, alias));
            name = alias.Content;
            asked = WireName.Parse(name);
            if (!IsWithin(name, zone.Zone.Name))
                break;
        }

        return answers;
    }

    static IEnumerable<WireRecord> OfType(ZoneState zone, List<DnsRecord> here, WireName asked, string name, ushort type)
    {
        var isApex = name == zone.Zone.Name;
        if (isApex && type == RecordType.Soa)
            return [Soa(zone)];
        if (isApex && type == RecordType.Ns)
            return Servers.Select(server => Made(asked, RecordType.Ns, 86_400, WireName.Parse(server).Wire.ToArray()));
        if (here.Exists(record => record.Proxied))
            return Edge.Where(address => type == (address.GetAddressBytes().Length == 4 ? RecordType.A : RecordType.Aaaa))
                .Select(address => Made(asked, type, AutomaticTtl, address.GetAddressBytes()))
                .Concat(Plain(here.Where(record => !record.Proxied && record.Type is not ("A" or "AAAA" or "CNAME")), asked, type));
        if (isApex && here.Find(record => record.Type == "CNAME") is { } flattened)
            return type == RecordType.A ? Flattened(zone, flattened, asked) : Plain(here.Where(record => record.Type != "CNAME"), asked, type);
        return Plain(here, asked, type);
    }

    static IEnumerable<WireRecord> Flattened(ZoneState zone, DnsRecord alias, WireName asked)
    {
        var inside = IsWithin(alias.Content, zone.Zone.Name)
            ? Follow(zone, WireName.Parse(alias.Content), alias.Content, RecordType.A).Where(record => record.Type == RecordType.A).ToList()
            : [];
        return inside.Count > 0
            ? inside.Select(record => record with { Name = asked })
            : [Made(asked, RecordType.A, AutomaticTtl, Outside.GetAddressBytes())];
    }

    static IEnumerable<WireRecord> Plain(IEnumerable<DnsRecord> records, WireName asked, ushort type) =>
        records.Where(record => RecordData.TypeOf(record) == type).OrderBy(record => record.Sequence).Select(record => Made(asked, record));

    /// <summary>The name's own records, or where there is no such name those of the wildcard above it.</summary>
    static List<DnsRecord> At(ZoneState zone, string name)
    {
        if (Exists(zone, name))
            return [.. zone.Named(name)];
        for (var parent = Parent(name); parent is not null && IsWithin(parent, zone.Zone.Name); parent = Parent(parent))
        {
            if (zone.Named($"*.{parent}").ToList() is { Count: > 0 } wild)
                return wild;
            if (Exists(zone, parent))
                break;
        }

        return [];
    }

    static bool Exists(ZoneState zone, string name) =>
        name == zone.Zone.Name || zone.Named(name).Any() || zone.Records.Any(record => record.Name.EndsWith("." + name, StringComparison.Ordinal));

    static string? Parent(string name) => name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? name[(dot + 1)..] : null;

    static bool IsWithin(string name, string zone) => name == zone || name.EndsWith("." + zone, StringComparison.Ordinal);

    static WireRecord Soa(ZoneState zone) => Made(
        WireName.Parse(zone.Zone.Name), RecordType.Soa, 1800,
        [.. WireName.Parse(Servers[0]).Wire, .. WireName.Parse("dns.cloudflare.com").Wire, .. RecordData.Numbers(2_050_000_000, 10_000, 2400, 604_800, 1800)]);

    static WireRecord Made(WireName name, DnsRecord record) =>
        Made(name, RecordData.TypeOf(record)!.Value, record.Ttl <= 1 ? AutomaticTtl : record.Ttl, RecordData.Of(record));

    static WireRecord Made(WireName name, ushort type, int ttl, byte[] data) => new(name, type, RecordClass.Internet, (uint)ttl, data);
}
