using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Appends the two entries of each change; nothing is ever altered or removed.</summary>
sealed class Ledger(IHostEnvironment host)
{
    public Task<IReadOnlyList<long>> AppendIntentsAsync(
        IReadOnlyList<Intent> intents, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        AppendAsync("intent", [.. intents.Select(i => (i, (string?)null, i.Draft.Why))],
            intents.Count == 0 ? default : intents[0].OpenedAt, transaction, cancellationToken);

    public Task<IReadOnlyList<long>> AppendSettlementsAsync(
        IReadOnlyList<(Intent Intent, Settlement Settlement)> settlements, DateTimeOffset at, NpgsqlTransaction transaction,
        CancellationToken cancellationToken) =>
        AppendAsync("settlement", [.. settlements.Select(s => (s.Intent, (string?)s.Settlement.GetType().Name, s.Settlement switch
        {
            Settlement.Rejected rejected => rejected.Reason.Message,
            Settlement.Applied => s.Intent.Draft.Why,
            _ => throw new UnreachableException("Only what is known to be settled is entered."),
        }))], at, transaction, cancellationToken);

    async Task<IReadOnlyList<long>> AppendAsync(
        string entry, List<(Intent Intent, string? Result, string Reason)> entries, DateTimeOffset at, NpgsqlTransaction transaction,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO homelab.ledger
                (at, entry, change_id, kind, key, object, action, actor, result, reason, cause_kind, cause_key, trace_id, detail)
            SELECT @at, @entry, change_id, kind, key, object, action, COALESCE(actor, @service), result, reason,
                cause_kind, cause_key, trace_id, jsonb_build_object('expected', expected::jsonb, 'desired', desired::jsonb)
            FROM unnest(
                @changes::uuid[], @kinds::text[], @keys::text[], @objects::text[], @actions::text[], @actors::text[], @results::text[],
                @reasons::text[], @cause_kinds::text[], @cause_keys::text[], @traces::text[], @expected::text[], @desired::text[])
                WITH ORDINALITY AS given (
                change_id, kind, key, object, action, actor, result, reason, cause_kind, cause_key, trace_id, expected, desired, place)
            ORDER BY place
            RETURNING id
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new("at", at),
                new("entry", entry),
                new("service", host.ApplicationName),
                new("changes", entries.Select(e => e.Intent.Id).ToArray()),
                new("kinds", entries.Select(e => e.Intent.Key.Kind).ToArray()),
                new("keys", entries.Select(e => e.Intent.Key.Key).ToArray()),
                new("objects", entries.Select(e => e.Intent.Draft.Object).ToArray()),
                new("actions", entries.Select(e => e.Intent.Draft.Action).ToArray()),
                new("actors", entries.Select(e => e.Intent.Cause.Actor).ToArray()),
                new("results", entries.Select(e => e.Result).ToArray()),
                new("reasons", entries.Select(e => e.Reason).ToArray()),
                new("cause_kinds", entries.Select(e => e.Intent.Cause.Kind).ToArray()),
                new("cause_keys", entries.Select(e => e.Intent.Cause.Key).ToArray()),
                new("traces", entries.Select(e => TraceId(e.Intent.Cause)).ToArray()),
                new("expected", entries.Select(e => e.Intent.Draft.Expected).ToArray()),
                new("desired", entries.Select(e => e.Intent.Draft.Desired).ToArray()),
            },
        };
        var ids = new List<long>(entries.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt64(0));
        }
        return ids;
    }

    /// <summary>The trace of the cause; a change without one (a resync) is found by the span that makes it.</summary>
    static string? TraceId(Cause cause) =>
        ActivityContext.TryParse(cause.TraceParent, null, out var context)
            ? context.TraceId.ToHexString()
            : Activity.Current?.TraceId.ToHexString();
}
