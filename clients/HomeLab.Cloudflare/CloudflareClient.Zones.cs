namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    /// <summary>The zones of that name that the token may see: none when it is unknown or out of the token's scope.</summary>
    /// <remarks>Several accounts or statuses can hold the same name.</remarks>
    public async Task<IReadOnlyList<CloudflareZone>> ListZonesAsync(string name, CancellationToken cancellationToken)
    {
        var path = $"zones?name={Uri.EscapeDataString(name)}&page=1&per_page=50";
        var answer = await ReadAsync<List<CloudflareZone>>(path, $"find zone {name}", cancellationToken);
        return answer.Result!;
    }
}
