using System.Globalization;
using System.Text.Json;
using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Tasks;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    public async Task<ClusterStatus> GetClusterStatusAsync(CancellationToken cancellationToken)
    {
        const string Purpose = "read the cluster's status";
        var rows = await ListAsync<ClusterStatusRow>("cluster/status", Purpose, [], cancellationToken);
        var cluster = rows.Find(row => row.Type == "cluster");
        var members = rows.FindAll(row => row.Type == "node");
        return members.Count == 0
            ? throw NotInShape(Purpose)
            : new ClusterStatus(
                cluster?.Name,
                cluster?.Quorate ?? true,
                [.. members.Select(row => new ClusterMember(row.Name, row.NodeId, row.Ip, row.Online, row.Local))]);
    }

    public async Task<ClusterResources> GetResourcesAsync(
        ResourceKind kind = ResourceKind.All, CancellationToken cancellationToken = default)
    {
        var type = kind switch { ResourceKind.Vm => "vm", ResourceKind.Storage => "storage", ResourceKind.Node => "node", _ => null };
        const string Purpose = "list the cluster's resources";
        var rows = await ReadAsync<List<JsonElement>>("cluster/resources", Purpose, new() { { "type", type } }, cancellationToken);
        try
        {
            return ResourceRows.Read(rows);
        }
        catch (JsonException e)
        {
            throw NotInShape(Purpose, e);
        }
    }

    /// <summary>Recent tasks of all nodes: those that run and up to 25 of each node that have ended.</summary>
    public async Task<IReadOnlyList<ProxmoxTask>> ListClusterTasksAsync(CancellationToken cancellationToken) =>
        await ListAsync<ProxmoxTask>("cluster/tasks", "list the cluster's tasks", [], cancellationToken);

    /// <summary>
    /// The lowest VMID that no guest has now. It is not reserved: another may take it first, and one that was freed a moment ago
    /// is given out again at once.
    /// </summary>
    public async Task<int> GetNextVmidAsync(CancellationToken cancellationToken)
    {
        const string Purpose = "find a free VMID";
        var text = await ReadAsync<string>("cluster/nextid", Purpose, [], cancellationToken);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var vmid)
            ? vmid
            : throw NotInShape(Purpose);
    }
}
