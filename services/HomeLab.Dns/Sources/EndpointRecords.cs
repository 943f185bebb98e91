using System.Net;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Sources;

/// <summary>Records of endpoints: a published host points at its publication's target, by an address record or an alias.</summary>
static class EndpointRecords
{
    /// <summary>Null when the endpoint is not published, or cannot be.</summary>
    /// <param name="target">Where it points in the view that is asked for.</param>
    /// <param name="unproven">Its source is no longer asked, for this reason.</param>
    public static DesiredRecord? Of(Endpoint endpoint, string? target, Reason? unproven)
    {
        if (endpoint.Publication is not { } publication || endpoint.RefusedCode.Length > 0
            || !DomainName.TryParse(endpoint.Host, out var host)
            || ContentOf(target ?? "") is not { } content
            || content is RecordContent.Cname alias && alias.Target == host)
        {
            return null;
        }
        var rank = unproven is not null ? ClaimRank.UnprovenEndpoint : endpoint.IsRunning ? ClaimRank.Running : ClaimRank.Stopped;
        return new DesiredRecord(
            host, content, Ttl: null, publication.Proxied, new Claimant(endpoint.Source, endpoint.Address, rank), unproven);
    }

    static RecordContent? ContentOf(string target) =>
        RecordText.TryParse("A", target, out var content) || RecordText.TryParse("AAAA", target, out content)
        || (!IPAddress.TryParse(target, out _) && RecordText.TryParse("CNAME", target, out content))
            ? content
            : null;
}
