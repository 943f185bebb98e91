using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Nodes;

namespace HomeLab.Proxmox.Transport;

/// <summary>The two reads that tell one cluster from another.</summary>
static class IdentityCalls
{
    public static readonly Call Status = new(HttpMethod.Get, "cluster/status", "tell which cluster answers", []);

    public static Call Certificates(string node) =>
        new(HttpMethod.Get, ApiPath.Of($"nodes/{node}/certificates/info"), "tell which cluster answers", []);

    public static string LocalNode(List<ClusterStatusRow> rows) =>
        rows.FirstOrDefault(row => row is { Type: "node", Local: true })?.Name
        ?? throw new ProxmoxException(ProxmoxFailure.Unreadable, $"Failed to {Status.Purpose}: no node of the cluster's status is the local one.");

    public static ClusterIdentity Read(List<ClusterStatusRow> rows, List<NodeCertificate>? certificates) => new(
        rows.FirstOrDefault(row => row.Type == "cluster")?.Name ?? LocalNode(rows),
        certificates?.FirstOrDefault(certificate => certificate.FileName == "pve-root-ca.pem")?.Fingerprint);
}
