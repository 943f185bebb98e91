using System.Runtime.CompilerServices;
using HomeLab.Komodo.Transport;
using HomeLab.Komodo.Updates;

namespace HomeLab.Komodo;

public sealed partial class KomodoClient
{
    /// <summary>The latest hundred, the newest first.</summary>
    public async Task<IReadOnlyList<UpdateSummary>> ListUpdatesAsync(CancellationToken cancellationToken)
    {
        var page = await ReadAsync<UpdatePage>("ListUpdates", "list the latest updates", new { page = 0 }, cancellationToken);
        return page.Updates;
    }

    /// <summary>
    /// What happens from now on, by Core's websocket. What happened before, or while nobody was connected, is not told again, and a slow
    /// reader may miss some: these are hints. The first element, null, says that Core accepted the key.
    /// </summary>
    /// <exception cref="KomodoException">The key was refused, or the connection ended, however it did.</exception>
    public async IAsyncEnumerable<UpdateSummary?> FollowUpdatesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = new Call(HttpMethod.Get, "ws/update", "follow Komodo's updates", null);
        var credential = await KeyAsync(call, cancellationToken);
        using var socket = new UpdateSocket(call, credential, http, settings);
        await socket.ConnectAsync(root, cancellationToken);
        yield return null;
        while (true)
        {
            if (await socket.NextAsync(cancellationToken) is { } update)
                yield return update;
        }
    }

    sealed record UpdatePage
    {
        public required IReadOnlyList<UpdateSummary> Updates { get; init; }
    }
}
