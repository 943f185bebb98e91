using System.Data;
using Dapper;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Holds;
using HomeLab.Inventory.Systems;
using HomeLab.Inventory.Systems.Readiness;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Resources;

/// <summary>Reads what is known as of one revision, consistently.</summary>
sealed class SnapshotQueries : IAsyncDisposable
{
    const string DocumentColumns = "address, kind, name, file, line, spec, is_valid AS isvalid, problems, absent_code AS absentcode, absent_reason AS absentreason";

    readonly NpgsqlConnection connection;
    readonly NpgsqlTransaction transaction;

    SnapshotQueries(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    public static async Task<SnapshotQueries> BeginAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return new SnapshotQueries(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<EpochRow> EpochAsync(CancellationToken cancellationToken) =>
        (await QueryAsync<EpochRow>("SELECT id, revision, pruned_revision AS prunedrevision FROM epoch", 0, cancellationToken)).Single();

    public Task<IReadOnlyList<SourceRow>> SourcesAsync(CancellationToken cancellationToken) => QueryAsync<SourceRow>(
        "SELECT name, is_complete AS iscomplete, reason_code AS reasoncode, reason, identity, read_at AS readat FROM source ORDER BY name",
        0, cancellationToken);

    public async Task<LabRow?> LabAsync(long since, CancellationToken cancellationToken) => (await QueryAsync<LabRow>(
        "SELECT name, git_head AS githead, spec FROM lab WHERE revision > @since AND spec IS NOT NULL", since, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<DocumentRow>> DocumentsAsync(long since, CancellationToken cancellationToken) => QueryAsync<DocumentRow>(
        $"SELECT {DocumentColumns} FROM document WHERE revision > @since ORDER BY address", since, cancellationToken);

    public async Task<IReadOnlyList<DocumentRow>> DocumentsAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<DocumentRow>(new CommandDefinition(
            $"SELECT {DocumentColumns} FROM document WHERE kind = ANY(@kinds) ORDER BY address", new { kinds = kinds.ToArray() }, transaction, cancellationToken: cancellationToken)),
    ];

    /// <summary>The commit that was read last of each repository that was read, by source.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CommitsAsync(CancellationToken cancellationToken) => (await QueryAsync<(string Source, string Commit)>(
        "SELECT address, coalesce(facts->>'commit', '') FROM resource WHERE address IN (SELECT name FROM source WHERE starts_with(name, 'repository/'))",
        0, cancellationToken)).ToDictionary(it => it.Source, it => it.Commit);

    public Task<IReadOnlyList<ResourceState>> ResourcesAsync(long since, CancellationToken cancellationToken) =>
        ResourcesAsync(since, "", null, cancellationToken);

    /// <param name="after">Only those whose address comes after this one.</param>
    /// <param name="limit">Null: all.</param>
    public async Task<IReadOnlyList<ResourceState>> ResourcesAsync(long since, string after, int? limit, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<ResourceState>(new CommandDefinition(
            $"SELECT {ResourceTables.ResourceColumns} FROM resource WHERE revision > @since AND address > @after ORDER BY address LIMIT @limit",
            new { since, after, limit }, transaction, cancellationToken: cancellationToken)),
    ];

    /// <summary>Of all resources of a kind.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync(string kind, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<string>(new CommandDefinition("SELECT address FROM resource WHERE kind = @kind", new { kind }, transaction, cancellationToken: cancellationToken))];

    public Task<IReadOnlyList<EndpointState>> EndpointsAsync(long since, CancellationToken cancellationToken) => QueryAsync<EndpointState>(
        $"SELECT {ResourceTables.EndpointColumns} FROM endpoint WHERE revision > @since ORDER BY address", since, cancellationToken);

    /// <summary>All that are remembered, by object and signal.</summary>
    public async Task<IReadOnlyList<KnownCertificate>> CertificatesAsync(CancellationToken cancellationToken) =>
        [.. (await QueryAsync<CertificateRow>(CertificateTables.List, 0, cancellationToken)).Select(it => it.Known())];

    /// <summary>Endpoints that may wait for health: of the sources that say so, and of resources that say something of it themselves.</summary>
    public async Task<IReadOnlyList<PublishedThing>> WaitingAsync(LabSpec lab, CancellationToken cancellationToken)
    {
        var sources = (await SourcesAsync(cancellationToken)).Select(it => it.Name).Where(name => PublishRules.Of(lab, name).WhenHealthy).ToArray();
        return [.. await connection.QueryAsync<PublishedThing>(new CommandDefinition(
            """
            SELECT endpoint.address, endpoint.resource, endpoint.source, resource.labels, resource.facts
            FROM endpoint JOIN resource ON resource.address = endpoint.resource
            WHERE endpoint.target IS NOT NULL AND (endpoint.source = ANY(@sources)
                OR resource.labels::text ~ 'homelab[./]when' OR resource.facts::text LIKE '%homelab/when%')
            ORDER BY endpoint.address
            """,
            new { sources }, transaction, cancellationToken: cancellationToken))];
    }

    public async Task<IReadOnlyList<SystemRecord>> SystemsAsync(CancellationToken cancellationToken) =>
        [.. (await QueryAsync<SystemRow>($"SELECT {SystemTables.Columns} FROM system ORDER BY address", 0, cancellationToken)).Select(it => it.Record())];

    public Task<IReadOnlyList<RemovalRow>> RemovalsAsync(long since, CancellationToken cancellationToken) => QueryAsync<RemovalRow>(
        "SELECT scope, address, reason_code AS reasoncode, removed_at AS removedat FROM tombstone WHERE revision > @since ORDER BY scope, address",
        since, cancellationToken);

    /// <param name="name">As the lab names it; empty: all.</param>
    public async Task<IReadOnlyList<RepositoryRow>> RepositoriesAsync(string name, CancellationToken cancellationToken) => [.. await connection.QueryAsync<RepositoryRow>(new CommandDefinition(
        """
        SELECT source.name AS source, resource.facts FROM source LEFT JOIN resource ON resource.address = source.name
        WHERE starts_with(source.name, 'repository/') AND (@name = '' OR source.name = 'repository/' || @name) ORDER BY source.name
        """,
        new { name }, transaction, cancellationToken: cancellationToken))];

    /// <summary>How many objects of each kind and state the repositories declare.</summary>
    public Task<IReadOnlyList<DeclaredRow>> DeclaredAsync(CancellationToken cancellationToken) => QueryAsync<DeclaredRow>(
        """
        SELECT source, kind, state, count(*)::int AS count FROM resource
        WHERE starts_with(source, 'repository/') AND address <> source GROUP BY source, kind, state ORDER BY source, kind
        """,
        0, cancellationToken);

    public async Task<IReadOnlyList<HoldRow>> HoldsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<HoldRow>(new CommandDefinition(HoldRow.List, new { now }, transaction, cancellationToken: cancellationToken))];

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, long since, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<T>(new CommandDefinition(sql, new { since }, transaction, cancellationToken: cancellationToken))];
}

sealed record EpochRow(string Id, long Revision, long PrunedRevision);

/// <param name="ReadAt">UTC.</param>
sealed record SourceRow(string Name, bool IsComplete, string ReasonCode, string Reason, string Identity, DateTime? ReadAt);

sealed record LabRow(string Name, string GitHead, string Spec);

sealed record DocumentRow(
    string Address, string Kind, string Name, string File, int Line, string? Spec, bool IsValid, string Problems,
    string AbsentCode, string AbsentReason);

/// <param name="Facts">JSON; null: it was never read.</param>
sealed record RepositoryRow(string Source, string? Facts);

sealed record DeclaredRow(string Source, string Kind, string State, int Count);

/// <param name="RemovedAt">UTC.</param>
sealed record RemovalRow(int Scope, string Address, string ReasonCode, DateTime RemovedAt);
