using HomeLab.Proxmox.Pools;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    /// <summary>Names and comments; for members see <see cref="GetPoolAsync"/>.</summary>
    public async Task<IReadOnlyList<Pool>> ListPoolsAsync(CancellationToken cancellationToken) =>
        await ListAsync<Pool>("pools", "list the pools", [], cancellationToken);

    /// <summary>With its members. Asked by parameter, which answers a list of one: the path of a single pool is deprecated.</summary>
    public async Task<Pool> GetPoolAsync(string pool, CancellationToken cancellationToken)
    {
        var found = await ListAsync<Pool>("pools", $"read pool {pool}", new() { { "poolid", pool } }, cancellationToken);
        return found is [var only]
            ? only with { Name = pool }
            : throw new ProxmoxException(ProxmoxFailure.Unreadable, $"Failed to read pool {pool}: the answer has {found.Count} pools.");
    }
}
