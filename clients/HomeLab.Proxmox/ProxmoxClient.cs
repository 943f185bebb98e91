using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

/// <summary>
/// Proxmox VE's API, versions 8 and 9, of one cluster. Nothing is repeated at a host that was asked: a failure says whether it
/// passes (<see cref="ProxmoxException.IsTransient"/>), and of a write whether it may have happened
/// (<see cref="ProxmoxException.IsAmbiguous"/>).
/// </summary>
/// <remarks>
/// Every call throws <see cref="ProxmoxException"/> and nothing else but the caller's own cancellation. Most writes only start a
/// task: that they were accepted says nothing about their success, which <see cref="WaitAsync"/> tells. Sizes are bytes.
/// Lists hold what the token may see, without a sign of what they leave out.
/// </remarks>
public sealed partial class ProxmoxClient(ProxmoxSettings settings, ProxmoxToken token, TimeProvider time) : IDisposable
{
    readonly ClusterConnection connection = new(settings, token, time);

    /// <summary>The hosts in the order in which they were given.</summary>
    public IReadOnlyList<EndpointState> Endpoints => connection.States;

    /// <summary>Who answers, to be remembered and given as <see cref="ProxmoxSettings.ExpectedIdentity"/>.</summary>
    public Task<ClusterIdentity> GetIdentityAsync(CancellationToken cancellationToken) => IdentityCalls.AskAsync(
        async () => (await connection.SendAsync<List<ClusterStatusRow>>(IdentityCalls.Status, cancellationToken)).Data!,
        async node => (await connection.SendAsync<List<NodeCertificate>>(IdentityCalls.Certificates(node), cancellationToken)).Data!);

    public void Dispose() => connection.Dispose();

    async Task<T> ReadAsync<T>(string path, string purpose, Parameters parameters, CancellationToken cancellationToken)
        where T : class =>
        (await connection.SendAsync<T>(new Call(HttpMethod.Get, path, purpose, parameters), cancellationToken)).Data!;

    /// <summary>A whole list; one with a hole in it is none.</summary>
    async Task<List<T>> ListAsync<T>(string path, string purpose, Parameters parameters, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync<List<T>>(path, purpose, parameters, cancellationToken);
        return rows.Any(row => row is null) ? throw NotInShape(purpose) : rows;
    }

    /// <summary>A write that is done when it is answered.</summary>
    async Task WriteAsync(HttpMethod method, string path, string purpose, Parameters parameters, CancellationToken cancellationToken) =>
        await connection.SendAsync<string>(new Call(method, path, purpose, parameters) { MayBeNull = true }, cancellationToken);

    async Task<Upid> StartTaskAsync(
        HttpMethod method, string path, string purpose, Parameters parameters, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync<string>(new Call(method, path, purpose, parameters), cancellationToken);
        return Upid.TryParse(answer.Data, out var upid) ? upid : throw NoTask(purpose);
    }

    /// <summary>A write that is a task or, when the answer is null or <c>OK</c>, is not.</summary>
    async Task<Upid?> TryStartTaskAsync(
        HttpMethod method, string path, string purpose, Parameters parameters, CancellationToken cancellationToken)
    {
        var call = new Call(method, path, purpose, parameters) { MayBeNull = true };
        var answer = await connection.SendAsync<string>(call, cancellationToken);
        return answer.Data is null or "OK" ? null : Upid.TryParse(answer.Data, out var upid) ? upid : throw NoTask(purpose);
    }

    static ProxmoxException NotInShape(string purpose, Exception? inner = null) =>
        new(ProxmoxFailure.Unreadable, $"Failed to {purpose}: the answer is not in the API's shape.", inner);

    static ProxmoxException NoTask(string purpose) => new(
        ProxmoxFailure.Unreadable, $"Could not confirm whether Proxmox did {purpose}: the answer names no task.")
    {
        IsAmbiguous = true,
    };
}
