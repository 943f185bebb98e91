using HomeLab.Komodo.Servers;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo;

public sealed partial class KomodoClient
{
    public Task<IReadOnlyList<Server>> ListServersAsync(CancellationToken cancellationToken) =>
        ListAsync<Server>("ListServers", "list the servers", new WholeList(), cancellationToken);

    /// <summary>Whether it is there, by what its own read answers.</summary>
    /// <param name="server">Its id or name.</param>
    /// <exception cref="KomodoException"><see cref="KomodoFailure.Forbidden"/>: it is, and the key may not see it.</exception>
    public Task<bool> HasServerAsync(string server, CancellationToken cancellationToken) =>
        HasAsync("GetServer", $"read the server {server}", new { server }, cancellationToken);

    /// <summary>
    /// What Core saw when it last asked the server, up to its monitoring interval ago; empty for a server that it does not reach.
    /// </summary>
    /// <remarks>Under the name that every version understands.</remarks>
    public Task<IReadOnlyList<Container>> ListContainersAsync(string server, CancellationToken cancellationToken) =>
        ListAsync<Container>("ListDockerContainers", $"list the containers of the server {server}", new { server }, cancellationToken);

    async Task<bool> HasAsync(string type, string purpose, object parameters, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync<object>(type, purpose, parameters, cancellationToken);
            return true;
        }
        catch (KomodoException exception) when (exception is { Failure: KomodoFailure.NotFound, Status: 500 })
        {
            return false;
        }
    }
}
