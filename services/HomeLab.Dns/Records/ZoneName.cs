using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HomeLab.Dns.Records;

/// <summary>
/// A zone at one provider: <c>example.org</c> in the Cloudflare account, <c>example.org@lan</c> at the lab's own server <c>lan</c>. One
/// name at two providers is two zones, each with its own work, mirror, claims, objects and history.
/// </summary>
sealed partial record ZoneName
{
    ZoneName(DomainName apex, string? server) => (Apex, Server) = (apex, server);

    public DomainName Apex { get; }

    /// <summary>The lab's name of the DNS server that holds it; null: Cloudflare does.</summary>
    public string? Server { get; }

    public static ZoneName Parse(string text) =>
        TryParse(text, out var zone) ? zone : throw new FormatException($"'{text}' is no zone such as example.org or example.org@lan.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out ZoneName? zone)
    {
        zone = text?.Split('@') switch
        {
            [var name] when DomainName.TryParse(name, out var apex) => new ZoneName(apex, server: null),
            [var name, var server] when DomainName.TryParse(name, out var apex) && ServerName().IsMatch(server) => new ZoneName(apex, server),
            _ => null,
        };
        return zone is not null;
    }

    /// <summary>The zone that holds a name: the longest, since a subdomain may be a zone of its own.</summary>
    /// <param name="zones">Of one provider.</param>
    public static ZoneName? Of(DomainName name, IEnumerable<ZoneName> zones) =>
        zones.Where(zone => name.IsWithin(zone.Apex)).MaxBy(zone => zone.Apex.ToString().Length);

    public override string ToString() => Server is null ? Apex.ToString() : $"{Apex}@{Server}";

    [GeneratedRegex("^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex ServerName();
}
