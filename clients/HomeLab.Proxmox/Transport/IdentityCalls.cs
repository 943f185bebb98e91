using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Nodes;

namespace HomeLab.Proxmox.Transport;

/// <summary>The two reads that tell one cluster from another.</summary>
static class IdentityCalls
{
    const string Purpose = "tell which cluster answers";

    public static readonly Call Status = new(HttpMethod.Get, "cluster/status", Purpose, []);

    public static Call Certificates(string node) => new(HttpMethod.Get, ApiPath.Of($"nodes/{node}/certificates/info"), Purpose, []);

    /// <summary>Asks one certain host.</summary>
    public static Task<ClusterIdentity> AskAsync(Host host, ProxmoxCredential credential, CancellationToken cancellationToken) => AskAsync(
        async () => (await host.ExchangeAsync<List<ClusterStatusRow>>(Status, credential, cancellationToken)).Data!,
        async node => (await host.ExchangeAsync<List<NodeCertificate>>(Certificates(node), credential, cancellationToken)).Data!);

    public static async Task<ClusterIdentity> AskAsync(
        Func<Task<List<ClusterStatusRow>>> status, Func<string, Task<List<NodeCertificate>>> certificates)
    {
        var rows = await status();
        var local = rows.Find(row => row is { Type: "node", Local: true })?.Name
            ?? throw new ProxmoxException(ProxmoxFailure.Unreadable, $"Failed to {Purpose}: none of its nodes is said to be the local one.");
        var name = rows.Find(row => row is { Type: "cluster" })?.Name ?? local;
        try
        {
            var authority = (await certificates(local)).Find(certificate => certificate is { FileName: "pve-root-ca.pem" });
            return new ClusterIdentity(name, authority?.Fingerprint);
        }
        catch (ProxmoxException e) when (e.Failure == ProxmoxFailure.Forbidden)
        {
            return new ClusterIdentity(name, null);
        }
    }
}
