using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>Which records cannot be at one name.</summary>
static class RecordConflicts
{
    const int CombinedContent = 8192;

    /// <exception cref="CloudflareRefusal">The record collides with another of the zone.</exception>
    public static void Refuse(ZoneState zone, DnsRecord record)
    {
        var others = zone.Named(record.Name).Where(other => other.Id != record.Id).ToList();
        if (others.Any(other => IsIdentical(other, record)))
            throw Conflict(81058, "An identical record already exists.");
        if (record.Type == "CNAME" && others.Any(other => other.Type is "A" or "AAAA" or "CNAME"))
            throw Conflict(81053, "An A, AAAA, or CNAME record with that host already exists.");
        if (record.Type is "A" or "AAAA" && others.Any(other => other.Type == "CNAME"))
            throw Conflict(81054, "A CNAME record with that host already exists.");
        // The apex holds the zone's own name servers beside everything else.
        if (record.Name != zone.Zone.Name)
            RefuseBesideDelegation(record, others);
        var combined = record.Content.Length + others.Where(other => other.Type == record.Type).Sum(other => other.Content.Length);
        if (combined > CombinedContent)
            throw Conflict(83011, $"Combined content length of records with this name and type exceeds {CombinedContent}.");
    }

    static void RefuseBesideDelegation(DnsRecord record, List<DnsRecord> others)
    {
        if (record.Type == "NS" && others.Any(other => other.Type is not ("NS" or "DS")))
            throw Conflict(81055, "NS records cannot share a host with other records.");
        if (record.Type is not ("NS" or "DS") && others.Any(other => other.Type == "NS"))
            throw Conflict(81056, "An NS record with that host already exists.");
    }

    static bool IsIdentical(DnsRecord left, DnsRecord right) =>
        left.Type == right.Type && left.Content == right.Content && left.Priority == right.Priority;

    static CloudflareRefusal Conflict(int code, string message) => new(StatusCodes.Status400BadRequest, code, message);
}
