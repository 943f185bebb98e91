using System.Collections.Concurrent;
using HomeLab.Proxmox;
using HomeLab.Proxmox.Nodes;

namespace HomeLab.Inventory.Proxmox;

/// <summary>Asks nodes for their certificates now and then: those change once in months.</summary>
sealed class NodeCertificatesCache(ProxmoxClient client, TimeSpan lifetime, TimeProvider time)
{
    readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<NodeCertificate>? Certificates)> known = new(StringComparer.Ordinal);

    /// <returns>What the node last told; null: nothing yet.</returns>
    public async Task<IReadOnlyList<NodeCertificate>?> OfAsync(Node node, CancellationToken cancellationToken)
    {
        var isKnown = known.TryGetValue(node.Name, out var last);
        if (node.State != NodeState.Online || (isKnown && time.GetUtcNow() - last.At < lifetime))
            return last.Certificates;
        // A node has the cluster's authority and its own at least: to list none is to say nothing.
        var certificates = await Sparing.TryAsync(() => client.ListCertificatesAsync(node.Name, cancellationToken)) is { Count: > 0 } told ? told : last.Certificates;
        known[node.Name] = (time.GetUtcNow(), certificates);
        return certificates;
    }
}
