using System.Net;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Sources;

/// <summary>Records of endpoints: a published host points at its publication's targets, by address records or an alias, or has other contents.</summary>
static class EndpointRecords
{
    /// <summary>None when the endpoint is not published, or cannot be.</summary>
    /// <param name="inside">Where it points in the view that is asked for; null: where its publication says.</param>
    /// <param name="unproven">Its source is no longer asked, for this reason.</param>
    public static IEnumerable<DesiredRecord> Of(Endpoint endpoint, string? inside, Reason? unproven)
    {
        if (endpoint.Publication is not { } publication || endpoint.RefusedCode.Length > 0 || !DomainName.TryParse(endpoint.Host, out var host))
        {
            return [];
        }
        var by = new Claimant(endpoint.Source, endpoint.Address, RankOf(endpoint, unproven), endpoint.CreatedAt?.ToDateTimeOffset());
        Ttl? ttl = publication.Ttl > 1 && Ttl.TryCreate(publication.Ttl, out var valid) ? valid : null;
        IReadOnlyList<string> targets = (inside, publication.Targets.Count) switch
        {
            ({ } one, _) => [one],
            // What an earlier Inventory said has one target alone.
            (_, 0) => [publication.Target],
            _ => publication.Targets,
        };
        return targets
            .Select(target => ContentOf(publication.Type, target)).OfType<RecordContent>().Distinct()
            .Where(content => LeadsTo(content) is not { } other || (IsHost(other) && (other != host || content is not RecordContent.Cname)))
            .Select(content => new DesiredRecord(host, content, ttl, content.IsProxiable ? publication.Proxied : null, by, unproven, Policy: ChangePolicies.Parse(publication.Policy)));
    }

    static ClaimRank RankOf(Endpoint endpoint, Reason? unproven) => endpoint switch
    {
        _ when unproven is not null => ClaimRank.UnprovenEndpoint,
        { IsDeclared: true } => ClaimRank.Declared,
        { IsRunning: true } => ClaimRank.Running,
        _ => ClaimRank.Stopped,
    };

    static DomainName? LeadsTo(RecordContent content) => content switch
    {
        RecordContent.Cname alias => alias.Target,
        RecordContent.Mx mail => mail.Exchange,
        RecordContent.Srv service => service.Target,
        _ => null,
    };

    static bool IsHost(DomainName name) => !name.ToString().StartsWith('*') && !IPAddress.TryParse(name.ToString(), out _);

    static RecordContent? ContentOf(string type, string target)
    {
        if (type.Length > 0)
        {
            return RecordText.TryParse(type, target, out var given) ? given : null;
        }
        return RecordText.TryParse("A", target, out var content) || RecordText.TryParse("AAAA", target, out content)
            || (!IPAddress.TryParse(target, out _) && RecordText.TryParse("CNAME", target, out content))
                ? content
                : null;
    }
}
