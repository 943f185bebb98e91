using System.Collections.Immutable;
using Dapper;
using Google.Protobuf;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Persistence;
using Npgsql;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Sources;

/// <summary>Keeps the last snapshot over restarts, and between replicas.</summary>
sealed class LabStore(NpgsqlDataSource database)
{
    const string DocumentScope = "document";
    const string EndpointScope = "endpoint";

    // A field that a newer Inventory added is no reason to forget the rest.
    static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    LabSnapshot cached = LabSnapshot.Nothing;

    public async Task<LabSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<LabRow>(new CommandDefinition(
            "SELECT epoch, revision, received_at AS ReceivedAt, lab::text AS lab, sources::text AS sources, holds::text AS holds, health::text AS health FROM lab",
            cancellationToken: cancellationToken));
        if (row is null)
        {
            return LabSnapshot.Nothing;
        }
        var known = cached;
        if (known.Epoch == row.Epoch && known.Revision == row.Revision)
        {
            return known with { ReceivedAt = row.ReceivedAt, Sources = SourcesOf(row.Sources), Holds = HoldsOf(row.Holds), Readiness = ReadinessOf(row.Health) };
        }
        var items = await connection.QueryAsync<(string Scope, string Item)>(new CommandDefinition(
            "SELECT scope, item::text FROM lab_item", cancellationToken: cancellationToken));
        var byScope = items.ToLookup(item => item.Scope, item => item.Item);
        return cached = new LabSnapshot(
            row.Epoch, row.Revision, row.ReceivedAt, row.Lab is null ? null : Parser.Parse<Lab>(row.Lab), SourcesOf(row.Sources), HoldsOf(row.Holds),
            byScope[DocumentScope].Select(Parser.Parse<Document>).ToImmutableDictionary(document => document.Address),
            byScope[EndpointScope].Select(Parser.Parse<Endpoint>).ToImmutableDictionary(endpoint => endpoint.Address))
        {
            Readiness = ReadinessOf(row.Health),
        };
    }

    /// <summary>
    /// Takes an answer in, if what it is a delta to is still what is kept and it was asked for later: another replica may have been
    /// quicker, or this one have slept over it. Returns what is kept then.
    /// </summary>
    /// <param name="askedAt">Before Inventory was asked: the sources' ages count from there.</param>
    public async Task<LabSnapshot> SaveAsync(LabSnapshot before, Snapshot answer, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var after = before.With(answer, askedAt);
        var isSaved = await connection.ExecuteAsync(Command(
            """
            INSERT INTO lab (epoch, revision, received_at, lab, sources, holds, health)
            VALUES (@Epoch, @Revision, @ReceivedAt, @Lab::jsonb, @Sources::jsonb, @Holds::jsonb, @Health::jsonb)
            ON CONFLICT (only_one) DO UPDATE SET
                epoch = excluded.epoch, revision = excluded.revision, received_at = excluded.received_at,
                lab = excluded.lab, sources = excluded.sources, holds = excluded.holds, health = excluded.health
            WHERE lab.epoch = @epochBefore AND lab.revision = @revisionBefore
                AND (lab.revision <> excluded.revision OR lab.epoch <> excluded.epoch OR lab.received_at <= excluded.received_at);
            """
            // What is lost is asked for again.
            + EventualCommit.Sql,
            new
            {
                after.Epoch, after.Revision, after.ReceivedAt, Lab = after.Lab?.ToString(),
                Sources = new Snapshot { Sources = { after.Sources } }.ToString(),
                Holds = new Snapshot { Holds = { after.Holds } }.ToString(),
                Health = new Snapshot { Readiness = { after.Readiness.Values.OrderBy(readiness => readiness.Address, StringComparer.Ordinal) } }.ToString(),
                epochBefore = before.Epoch, revisionBefore = before.Revision,
            },
            transaction, cancellationToken)) == 1;
        if (isSaved)
        {
            await SaveItemsAsync(answer, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return cached = after;
        }
        return await ReadAsync(cancellationToken);
    }

    static async Task SaveItemsAsync(Snapshot answer, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!answer.IsDelta)
        {
            await transaction.Connection!.ExecuteAsync(Command("DELETE FROM lab_item", null, transaction, cancellationToken));
        }
        await SaveAsync(DocumentScope, Scope.Lab, answer.Documents.Select(d => (d.Address, d.ToString())));
        await SaveAsync(EndpointScope, Scope.Endpoints, answer.Endpoints.Select(e => (e.Address, e.ToString())));

        async Task SaveAsync(string scope, Scope removedScope, IEnumerable<(string Address, string Item)> items)
        {
            var list = items.ToList();
            var removed = LabSnapshot.Removed(answer, removedScope).ToArray();
            if (list.Count + removed.Length == 0)
            {
                return;
            }
            await transaction.Connection!.ExecuteAsync(Command(
                """
                DELETE FROM lab_item WHERE scope = @scope AND address = ANY(@removed);
                INSERT INTO lab_item (scope, address, item)
                SELECT @scope, address, item::jsonb FROM unnest(@addresses, @items) AS given (address, item)
                ON CONFLICT (scope, address) DO UPDATE SET item = excluded.item
                """,
                new { scope, removed, addresses = list.Select(i => i.Address).ToArray(), items = list.Select(i => i.Item).ToArray() },
                transaction, cancellationToken));
        }
    }

    static ImmutableArray<Source> SourcesOf(string json) => [.. Parser.Parse<Snapshot>(json).Sources];

    static ImmutableArray<PlacedHold> HoldsOf(string json) => [.. Parser.Parse<Snapshot>(json).Holds];

    static ImmutableDictionary<string, Readiness> ReadinessOf(string json) => LabSnapshot.ReadinessOf(Parser.Parse<Snapshot>(json));

    static CommandDefinition Command(string sql, object? parameters, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        new(sql, parameters, transaction, cancellationToken: cancellationToken);

    sealed record LabRow(string Epoch, long Revision, DateTime ReceivedAt, string? Lab, string Sources, string Holds, string Health);
}
