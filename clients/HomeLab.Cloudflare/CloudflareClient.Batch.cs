namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    /// <summary>Makes all changes in one transaction. A refusal names the first that failed, without saying which it was.</summary>
    public Task<RecordBatchResult> BatchRecordsAsync(string zoneId, RecordBatch batch, CancellationToken cancellationToken)
    {
        var count = (batch.Deletes?.Count ?? 0) + (batch.Patches?.Count ?? 0) + (batch.Posts?.Count ?? 0);
        return WriteAsync<RecordBatchResult>(
            HttpMethod.Post, $"zones/{zoneId}/dns_records/batch", batch, $"make {count} changes in zone {zoneId}", cancellationToken);
    }
}
