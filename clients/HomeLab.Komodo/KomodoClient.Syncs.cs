using HomeLab.Komodo.Syncs;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo;

public sealed partial class KomodoClient
{
    public Task<IReadOnlyList<ResourceSync>> ListResourceSyncsAsync(CancellationToken cancellationToken) =>
        ListAsync<ResourceSync>("ListResourceSyncs", "list the resource syncs", new WholeList(), cancellationToken);

    /// <summary>Whether it is there, by what its own read answers.</summary>
    /// <param name="sync">Its id or name.</param>
    /// <exception cref="KomodoException"><see cref="KomodoFailure.Forbidden"/>: it is, and the key may not see it.</exception>
    public Task<bool> HasResourceSyncAsync(string sync, CancellationToken cancellationToken) =>
        HasAsync("GetResourceSync", $"read the resource sync {sync}", new { sync }, cancellationToken);
}
