namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    const int RecordsPerPage = 5000;

    /// <summary>Every record of the zone, or an exception: a list that shifted while it was read is read again, never returned.</summary>
    /// <param name="name">Only records of this name: an FQDN in Punycode.</param>
    public async Task<IReadOnlyList<CloudflareRecord>> ListRecordsAsync(
        string zoneId, string? name = null, CancellationToken cancellationToken = default)
    {
        var purpose = name is null ? $"list the records of zone {zoneId}" : $"list the records of {name}";
        for (var attempt = 1; ; attempt++)
        {
            if (await TryListAsync(zoneId, name, purpose, cancellationToken) is { } records)
            {
                return records;
            }
            if (attempt == ReadAttempts)
            {
                throw new CloudflareException(
                    CloudflareFailure.Unreadable, $"Failed to {purpose}: the list kept changing while it was read.");
            }
        }
    }

    public async Task<CloudflareRecord> GetRecordAsync(string zoneId, string recordId, CancellationToken cancellationToken) =>
        (await ReadAsync<CloudflareRecord>($"zones/{zoneId}/dns_records/{recordId}", $"read record {recordId}", cancellationToken)).Result!;

    /// <summary>Creates a record; fields that are null take Cloudflare's defaults (ttl automatic, not proxied).</summary>
    public Task<CloudflareRecord> CreateRecordAsync(string zoneId, RecordWrite record, CancellationToken cancellationToken) =>
        WriteAsync<CloudflareRecord>(
            HttpMethod.Post, $"zones/{zoneId}/dns_records", record, $"create record {record.Name} {record.Type}", cancellationToken);

    /// <summary>Changes the fields that are set; the others are kept, with comment and tags.</summary>
    public Task<CloudflareRecord> EditRecordAsync(string zoneId, RecordWrite record, CancellationToken cancellationToken) =>
        WriteAsync<CloudflareRecord>(
            HttpMethod.Patch, $"zones/{zoneId}/dns_records/{record.Id}", record with { Id = null }, $"change record {record.Id}", cancellationToken);

    /// <summary>Deletes a record; one that is gone already is <see cref="CloudflareFailure.NotFound"/>.</summary>
    public Task DeleteRecordAsync(string zoneId, string recordId, CancellationToken cancellationToken) =>
        WriteAsync<RecordReference>(
            HttpMethod.Delete, $"zones/{zoneId}/dns_records/{recordId}", null, $"delete record {recordId}", cancellationToken);

    // There is no snapshot over pages: a record that moves between two of them is missed or seen twice.
    async Task<IReadOnlyList<CloudflareRecord>?> TryListAsync(
        string zoneId, string? name, string purpose, CancellationToken cancellationToken)
    {
        var filter = name is null ? "" : $"&name={Uri.EscapeDataString(name)}";
        var records = new Dictionary<string, CloudflareRecord>();
        var seen = 0;
        for (var page = 1; ; page++)
        {
            var path = $"zones/{zoneId}/dns_records?page={page}&per_page={RecordsPerPage}{filter}";
            var answer = await ReadAsync<List<CloudflareRecord>>(path, purpose, cancellationToken);
            answer.Result!.ForEach(record => records[record.Id] = record);
            seen += answer.Result.Count;
            if (answer.Result.Count == 0 || page >= (answer.ResultInfo?.TotalPages ?? int.MaxValue))
            {
                var isWhole = records.Count == seen && (answer.ResultInfo?.TotalCount ?? seen) == seen;
                return isWhole ? [.. records.Values] : null;
            }
        }
    }
}
