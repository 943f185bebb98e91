using Dapper;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators.RequestLog;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HomeLab.Dns.Tests.Ambiguity;

/// <summary>Holds what the provider did against what the ledger says: one effect, one change; and nothing written in doubt.</summary>
static class LedgerCheck
{
    public static Task<IReadOnlyList<string>> RunAsync(DnsHost host, string zone, long after, IReadOnlyList<RequestEntry> requests) =>
        RunAsync(host.Services.GetRequiredService<NpgsqlDataSource>(), zone, after, requests);

    public static async Task<IReadOnlyList<string>> RunAsync(
        NpgsqlDataSource database, string zone, long after, IReadOnlyList<RequestEntry> requests)
    {
        await using var connection = await database.OpenConnectionAsync();
        var rows = (await connection.QueryAsync<Row>(
            """
            SELECT l.entry, l.change_id AS ChangeId, l.action, l.result, l.detail->'expected'->>'id' AS Id, i.opened_at AS OpenedAt, i.settled_at AS SettledAt
            FROM homelab.ledger l JOIN homelab.intent i ON i.id = l.change_id WHERE l.key = @zone AND l.id > @after ORDER BY l.id
            """, new { zone, after })).ToList();
        return [.. Pairs(rows), .. Bijection(rows, requests), .. Doubt(rows, requests)];
    }

    static IEnumerable<string> Pairs(List<Row> rows) => rows
        .GroupBy(row => row.ChangeId)
        .Where(change => !change.Select(row => row.Entry).SequenceEqual(["intent", "settlement"]))
        .Select(change => $"change {change.Key} has the entries [{string.Join(", ", change.Select(row => row.Entry))}]");

    /// <summary>A created record carries the change's id; others are known by their own.</summary>
    static IEnumerable<string> Bijection(List<Row> rows, IReadOnlyList<RequestEntry> requests)
    {
        var entered = rows.Where(row => row.Result == "Applied")
            .Select(row => row.Action == "create" ? $"create {row.ChangeId}" : $"{row.Action} {row.Id}").ToList();
        var effects = requests.SelectMany(request => request.Effects)
            .Select(effect => effect.Action == "create" ? $"create {OwnerMark.Of(effect.Comment ?? "")?.Intent}" : $"{effect.Action} {effect.Id}").ToList();
        foreach (var entry in entered.Concat(effects).Distinct())
        {
            var (inLedger, done) = (entered.Count(e => e == entry), effects.Count(e => e == entry));
            if (inLedger != done)
            {
                yield return $"'{entry}' took effect {done} times and is in the ledger as applied {inLedger} times";
            }
        }
    }

    /// <summary>After a write of whose end nobody knows, the next one comes when all that was begun by then is settled.</summary>
    static IEnumerable<string> Doubt(List<Row> rows, IReadOnlyList<RequestEntry> requests)
    {
        var writes = requests.Where(request => request is { IsWrite: true, Late: false }).OrderBy(request => request.At).ToList();
        foreach (var (doubtful, next) in writes.Zip(writes.Skip(1)).Where(pair => pair.First.Status is null or >= 500))
        {
            foreach (var row in rows.Where(row => row.Entry == "intent" && row.OpenedAt <= doubtful.At.UtcDateTime && !(row.SettledAt <= next.At.UtcDateTime)))
            {
                yield return $"{next.Method} was sent at {next.At:O} although change {row.ChangeId}, begun at {row.OpenedAt:O}, was in doubt";
            }
        }
    }

    sealed class Row
    {
        public required string Entry { get; init; }
        public required Guid ChangeId { get; init; }
        public required string Action { get; init; }
        public string? Result { get; init; }
        public string? Id { get; init; }
        public required DateTime OpenedAt { get; init; }
        public DateTime? SettledAt { get; init; }
    }
}
