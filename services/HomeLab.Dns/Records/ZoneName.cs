using System.Diagnostics.CodeAnalysis;

namespace HomeLab.Dns.Records;

/// <summary>A zone that one account administers.</summary>
sealed record ZoneName
{
    ZoneName(DomainName apex) => Apex = apex;

    public DomainName Apex { get; }

    public static ZoneName Parse(string text) => new(DomainName.Parse(text));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ZoneName? zone)
    {
        zone = DomainName.TryParse(text, out var apex) ? new ZoneName(apex) : null;
        return zone is not null;
    }

    /// <summary>The zone that holds a name: the longest, since a subdomain may be a zone of its own.</summary>
    public static ZoneName? Of(DomainName name, IEnumerable<ZoneName> zones) =>
        zones.Where(zone => name.IsWithin(zone.Apex)).MaxBy(zone => zone.Apex.ToString().Length);

    public override string ToString() => Apex.ToString();
}
