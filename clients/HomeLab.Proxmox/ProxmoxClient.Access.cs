using HomeLab.Proxmox.Access;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    /// <summary>Any token may ask.</summary>
    public Task<ProxmoxVersion> GetVersionAsync(CancellationToken cancellationToken) =>
        ReadAsync<ProxmoxVersion>("version", "read the version", [], cancellationToken);

    /// <summary>
    /// What the token may do: by path (<c>/vms/100</c>) the privileges, each true when it also holds below that path. Lists leave
    /// out what the token may not see without saying so, hence this tells whether they are whole.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>>> GetPermissionsAsync(
        string? path = null, CancellationToken cancellationToken = default)
    {
        var permissions = await ReadAsync<Dictionary<string, Dictionary<string, bool>>>(
            "access/permissions", "read the token's permissions", new() { { "path", path } }, cancellationToken);
        return permissions.ToDictionary(entry => entry.Key, IReadOnlyDictionary<string, bool> (entry) => entry.Value ?? []);
    }
}
