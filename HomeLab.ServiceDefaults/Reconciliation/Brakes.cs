using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Keeps back what is unusual, by what the ledger tells of the last hours.</summary>
public sealed class Brakes
{
    const string Sql = """
        SELECT count(*) FILTER (WHERE action = 'delete'), count(*) FILTER (WHERE action = 'create'),
            (SELECT count(*) FROM homelab.owned_object WHERE kind = @kind AND key = @key)
        FROM homelab.ledger
        WHERE kind = @kind AND key = @key AND at > @recent AND entry = 'settlement' AND result = 'Applied' AND cause_kind <> @approval;

        SELECT given.place::int, l.at > @recent AND l.cause_kind <> @approval, l.cause_kind <> @approval,
            l.action = given.action AND l.detail -> 'desired' = COALESCE(given.desired::jsonb, 'null'),
            o.object IS NULL OR o.state = given.expected::jsonb
        FROM unnest(@objects::text[], @actions::text[], @desired::text[], @expected::text[])
            WITH ORDINALITY AS given (object, action, desired, expected, place)
        JOIN homelab.ledger l ON l.object = given.object AND l.kind = @kind AND l.key = @key
            AND l.at > @past AND l.entry = 'settlement' AND l.result = 'Applied'
        LEFT JOIN homelab.owned_object o ON o.object = given.object
        ORDER BY given.place, l.id DESC
        """;

    readonly NpgsqlDataSource database;
    readonly BrakeOptions options;
    readonly TimeProvider time;

    internal Brakes(NpgsqlDataSource database, IOptions<BrakeOptions> options, TimeProvider time) =>
        (this.database, this.options, this.time) = (database, options.Value, time);

    /// <summary>Looks at the writes that a plan would make without asking anybody.</summary>
    /// <returns>For each, in order, why it has to wait for a person; empty: it may be made.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<Reason>>> JudgeAsync(
        WorkKey key, IReadOnlyList<PlannedWrite> writes, DeleteLimits limits, CancellationToken cancellationToken) =>
        writes.Count == 0 ? [] : BrakeRules.Judge(writes, await ReadAsync(key, writes, cancellationToken), limits, options);

    async Task<PastWrites> ReadAsync(WorkKey key, IReadOnlyList<PlannedWrite> writes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new("kind", key.Kind));
        command.Parameters.Add(new("key", key.Key));
        command.Parameters.Add(new("approval", Approvals.CauseKind));
        command.Parameters.Add(new("recent", now - options.Window));
        command.Parameters.Add(new("past", now - (options.Window > options.TwoControllersWindow ? options.Window : options.TwoControllersWindow)));
        command.Parameters.Add(new("objects", writes.Select(write => write.Draft.Object).ToArray()));
        command.Parameters.Add(new("actions", writes.Select(write => write.Draft.Action).ToArray()));
        command.Parameters.Add(new("desired", writes.Select(write => write.Draft.Desired).ToArray()));
        command.Parameters.Add(new("expected", writes.Select(write => write.Draft.Expected).ToArray()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (deletes, creates, owned) = ((int)reader.GetInt64(0), (int)reader.GetInt64(1), (int)reader.GetInt64(2));
        await reader.NextResultAsync(cancellationToken);
        var entries = new List<Entry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new Entry(
                reader.GetInt32(0) - 1, reader.GetBoolean(1), reader.GetBoolean(2), reader.GetBoolean(3),
                !await reader.IsDBNullAsync(4, cancellationToken) && reader.GetBoolean(4)));
        }
        var byPlace = entries.ToLookup(entry => entry.Place);
        return new PastWrites(owned, deletes, creates, [.. writes.Select((_, place) => Of([.. byPlace[place]]))]);
    }

    /// <param name="entries">Newest first. An approved change of another kind ends the row of rounds and is none itself.</param>
    static PastWrites.Of Of(IReadOnlyList<Entry> entries) => entries.Count == 0 ? PastWrites.Of.Nothing : new PastWrites.Of(
        entries.Count(entry => entry.IsRecent && entry.IsSame),
        entries.TakeWhile(entry => entry.IsSame).Count(entry => entry.IsUnasked),
        entries[0].IsAsLeft);

    /// <param name="IsRecent">Within the window, and nobody was asked.</param>
    sealed record Entry(int Place, bool IsRecent, bool IsUnasked, bool IsSame, bool IsAsLeft);
}
