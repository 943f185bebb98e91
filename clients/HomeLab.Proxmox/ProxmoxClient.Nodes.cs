using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    public async Task<IReadOnlyList<Node>> ListNodesAsync(CancellationToken cancellationToken) =>
        await ListAsync<Node>("nodes", "list the nodes", [], cancellationToken);

    /// <summary>Needs Sys.Audit on the node.</summary>
    public Task<NodeStatus> GetNodeStatusAsync(string node, CancellationToken cancellationToken) =>
        ReadAsync<NodeStatus>(ApiPath.Of($"nodes/{node}/status"), $"read the status of {node}", [], cancellationToken);

    public async Task<IReadOnlyList<NodeInterface>> ListNodeInterfacesAsync(string node, CancellationToken cancellationToken) =>
        await ListAsync<NodeInterface>(ApiPath.Of($"nodes/{node}/network"), $"list the networks of {node}", [], cancellationToken);

    /// <summary>See <see cref="NodeCertificate.ServedOf"/> for the one that matters.</summary>
    public async Task<IReadOnlyList<NodeCertificate>> ListCertificatesAsync(string node, CancellationToken cancellationToken) =>
        await ListAsync<NodeCertificate>(
            ApiPath.Of($"nodes/{node}/certificates/info"), $"list the certificates of {node}", [], cancellationToken);
}
