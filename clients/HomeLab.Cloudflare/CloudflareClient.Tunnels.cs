namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    const int TunnelsPerPage = 100;

    /// <summary>Every tunnel of the account that is not deleted, or an exception. The token needs Cloudflare Tunnel:Read of the account.</summary>
    public async Task<IReadOnlyList<CloudflareTunnel>> ListTunnelsAsync(string accountId, CancellationToken cancellationToken)
    {
        var found = await ListAsync<CloudflareTunnel>(
            $"accounts/{accountId}/cfd_tunnel?is_deleted=false", TunnelsPerPage, it => it.Id, $"list the tunnels of account {accountId}", cancellationToken);
        return [.. found.Where(it => it.DeletedAt is null)];
    }

    /// <summary>One tunnel, deleted ones too: Cloudflare keeps them, with the time at which they were deleted.</summary>
    public async Task<CloudflareTunnel> GetTunnelAsync(string accountId, string tunnelId, CancellationToken cancellationToken) =>
        (await ReadAsync<CloudflareTunnel>($"accounts/{accountId}/cfd_tunnel/{tunnelId}", $"read tunnel {tunnelId}", cancellationToken)).Result!;

    /// <summary>Without rules where nobody has configured the tunnel yet.</summary>
    public async Task<TunnelConfiguration> GetTunnelConfigurationAsync(string accountId, string tunnelId, CancellationToken cancellationToken) =>
        (await ReadAsync<TunnelConfiguration>(
            $"accounts/{accountId}/cfd_tunnel/{tunnelId}/configurations", $"read the rules of tunnel {tunnelId}", cancellationToken)).Result!;
}
