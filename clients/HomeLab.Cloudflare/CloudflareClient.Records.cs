namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    const int RecordsPerPage = 5000;

    /// <summary>Every record of the zone, or an exception: a list that shifted while it was read is read again, never returned.</summary>
    /// <param name="name">Only records of this name: an FQDN in Punycode.</param>
    public Task<IReadOnlyList<CloudflareRecord>> ListRecordsAsync(
        string zoneId, string? name = null, CancellationToken cancellationToken = default) => ListAsync<CloudflareRecord>(
            $"zones/{zoneId}/dns_records?{(name is null ? "" : $"name={Uri.EscapeDataString(name)}")}", RecordsPerPage, it => it.Id,
            name is null ? $"list the records of zone {zoneId}" : $"list the records of {name}", cancellationToken);

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
}
