using Dapper;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Drift;
using HomeLab.Dns.Sources;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Dns.Measuring;

sealed class FigureStore(
    NpgsqlDataSource database, LabStore labs, BudgetStore budgets, DriftStore drift, IOptions<DnsOptions> options, TimeProvider time)
{
    public async Task<DnsFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var lab = await labs.ReadAsync(cancellationToken);
        var known = lab.Zones().Select(zone => zone.ToString()).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var records = await connection.QueryAsync<RecordFigure>(new CommandDefinition(
            """
            SELECT zone, type, state, count(*) AS count FROM (
                SELECT m.zone, m.record->>'type' AS type,
                    CASE WHEN EXISTS (SELECT FROM homelab.owned_object o WHERE o.kind = 'zone' AND o.key = m.zone AND o.provider_id = m.provider_id)
                        THEN 'owned' ELSE 'foreign' END AS state
                FROM mirror m WHERE m.zone = ANY(@known)
                UNION ALL
                SELECT z.name, (w->>'record')::jsonb->>'type', 'missing'
                FROM zone z, jsonb_array_elements(z.wanted) w WHERE z.name = ANY(@known)) AS counted
            GROUP BY zone, type, state ORDER BY zone, type, state
            """,
            new { known }, cancellationToken: cancellationToken));
        var zones = await connection.QueryAsync<ZoneRow>(new CommandDefinition(
            """
            SELECT z.name AS Zone, z.outcome, NULLIF(z.reason_code, '') AS Reason, z.succeeded_at AS SucceededAt, z.heard_at AS HeardAt,
                COALESCE(jsonb_array_length(w.plan->'changes') + (w.plan->>'omitted')::bigint, 0) AS Planned,
                jsonb_array_length(z.withheld)::bigint AS Withheld
            FROM zone z LEFT JOIN homelab.work w ON w.kind = 'zone' AND w.key = z.name WHERE z.name = ANY(@known) ORDER BY z.name
            """,
            new { known }, cancellationToken: cancellationToken));
        var now = time.GetUtcNow();
        var answers = await connection.QueryAsync<AnswerFigure>(new CommandDefinition(
            """
            SELECT zone, state, count(*) AS count FROM (
                SELECT zone, CASE WHEN state = 'Differs' AND since <= @differing THEN 'notServed' ELSE lower(left(state, 1)) || substr(state, 2) END AS state
                FROM answer WHERE zone = ANY(@known)) AS named
            GROUP BY zone, state ORDER BY zone, state
            """,
            new { known, differing = now - options.Value.ServedWithin }, cancellationToken: cancellationToken));
        return new DnsFigures(
            [.. records], [.. zones.Select(row => row.ToFigure())], [.. answers], await budgets.ListAsync(cancellationToken), lab,
            await drift.ReadAsync(cancellationToken), now);
    }

    sealed record ZoneRow(string Zone, string? Outcome, string? Reason, DateTime? SucceededAt, DateTime? HeardAt, long Planned, long Withheld)
    {
        public ZoneFigure ToFigure() => new(Zone, Outcome, Reason, SucceededAt, HeardAt, Planned, Withheld);
    }
}
