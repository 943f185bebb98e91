using Dapper;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Dns.Undoing;

/// <summary>
/// Reads from the ledger what was done to records. It is written with each settlement, whoever settles, so that no delete is without its
/// tombstone; one is offered for <c>Dns:TombstoneRetention</c>, while the ledger itself forgets nothing.
/// </summary>
sealed class PastChanges(NpgsqlDataSource database, IOptions<DnsOptions> options, TimeProvider time)
{
    const string Columns =
        """
        i.change_id AS Id, i.key AS Zone, i.object, i.action, i.at AS OpenedAt, s.at, i.actor, i.reason AS Why, i.detail->>'expected' AS Before, i.detail->>'desired' AS After
        FROM homelab.ledger i JOIN homelab.ledger s ON s.change_id = i.change_id AND s.entry = 'settlement' AND s.result = 'Applied'
        WHERE i.entry = 'intent' AND i.kind = 'zone' AND s.at > @since
        """;

    /// <summary>Null: there is no such change, or it was too long ago.</summary>
    public async Task<PastChange?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {Columns} AND i.change_id = @id", new { id, since = Since }, cancellationToken)).SingleOrDefault();

    /// <summary>What was done last to each object at a name, or of a name and type.</summary>
    /// <param name="path">From the name on: <c>photos.example.org</c>, <c>photos.example.org/A</c>, <c>photos.example.org/A/2</c>.</param>
    public Task<IReadOnlyList<PastChange>> LastOfAsync(ZoneName zone, string path, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT DISTINCT ON (i.object) {Columns} AND i.key = @zone AND (i.object = @object OR starts_with(i.object, @object || '/')) ORDER BY i.object, s.id DESC",
        new { zone = zone.ToString(), @object = $"{zone}/{path}", since = Since }, cancellationToken);

    /// <summary>What was deleted, the last first, and was not made anew since.</summary>
    public async Task<IReadOnlyList<PastChange>> TombstonesAsync(IReadOnlyList<ZoneName> zones, CancellationToken cancellationToken) =>
        [.. (await QueryAsync(
            $"SELECT * FROM (SELECT DISTINCT ON (i.object) {Columns} AND i.key = ANY(@zones) ORDER BY i.object, s.id DESC) AS last WHERE action = @delete ORDER BY at DESC, object",
            new { zones = zones.Select(zone => zone.ToString()).ToArray(), delete = IntentDrafts.Delete, since = Since }, cancellationToken))];

    DateTime Since => (time.GetUtcNow() - options.Value.TombstoneRetention).UtcDateTime;

    async Task<IReadOnlyList<PastChange>> QueryAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).Select(row => row.ToChange())];
    }

    sealed record Row(Guid Id, string Zone, string Object, string Action, DateTime OpenedAt, DateTime At, string Actor, string Why, string? Before, string? After)
    {
        public PastChange ToChange() => new(
            Id, ZoneName.Parse(Zone), Object, Action, new DateTimeOffset(OpenedAt, TimeSpan.Zero), new DateTimeOffset(At, TimeSpan.Zero), Actor, Why,
            Before is null ? null : RecordJson.ReadActual(Before), After is null ? null : RecordJson.ReadRecord(After));
    }
}
