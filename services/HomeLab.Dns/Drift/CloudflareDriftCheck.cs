using HomeLab.Cloudflare;

namespace HomeLab.Dns.Drift;

/// <summary>Asks Cloudflare's API a few things and tells what of the answers nobody here expects. Changes nothing.</summary>
sealed class CloudflareDriftCheck(CloudflareClient client)
{
    /// <param name="zone">One that the token may read.</param>
    /// <exception cref="CloudflareException">It did not answer, so nothing is known.</exception>
    public async Task<IReadOnlyList<ApiDrift>> RunAsync(string zone, CancellationToken cancellationToken)
    {
        var zones = await client.ProbeAsync($"zones?name={Uri.EscapeDataString(zone)}&per_page=50", cancellationToken);
        var found = new List<ApiDrift>(CloudflareAssumptions.OfZones(zones));
        if (await client.ListZonesAsync(zone, cancellationToken) is [var known, ..])
        {
            var records = $"zones/{known.Id}/dns_records";
            found.AddRange(CloudflareAssumptions.OfRecords(
                await client.ProbeAsync($"{records}?page=1&per_page={CloudflareAssumptions.RecordsPerPage}", cancellationToken)));
            found.AddRange(CloudflareAssumptions.OfMissing(await client.ProbeAsync($"{records}/{new string('0', 32)}", cancellationToken)));
        }
        return [.. found.Distinct().Order()];
    }
}
