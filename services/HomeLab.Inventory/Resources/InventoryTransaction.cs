using Dapper;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Resources;

/// <summary>One transaction of whoever holds a source's lease: what it changes, its revision and its hints.</summary>
sealed class InventoryTransaction : IAsyncDisposable
{
    const int MostAnnouncedAtOnce = 500;

    readonly NpgsqlConnection connection;
    readonly NpgsqlTransaction transaction;
    readonly Outbox outbox;
    (string Epoch, long Revision)? next;

    InventoryTransaction(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Outbox outbox, SourceLease lease, string? labSpec, DateTimeOffset at) =>
        (this.connection, this.transaction, this.outbox, Lease, LabSpec, At) = (connection, transaction, outbox, lease, labSpec, at);

    public SourceLease Lease { get; }

    /// <summary>The lab in force, which stays so until this ends; null: there is none.</summary>
    public string? LabSpec { get; }

    public DateTimeOffset At { get; }

    /// <exception cref="SourceLeaseLostException">The lease is no longer the newest.</exception>
    public static async Task<InventoryTransaction> BeginAsync(
        NpgsqlDataSource database, Outbox outbox, SourceLease lease, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        NpgsqlTransaction? transaction = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(cancellationToken);
            // Always in this order: lab, source, epoch. The lab's own transaction replaces what the others derive by.
            await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(
                $"""
                SELECT spec FROM lab FOR {(lease.Holder == SourceNames.Lab ? "UPDATE" : "SHARE")};
                SELECT 1 FROM {SourceLeases.TableOf(lease.Holder)} WHERE name = @Holder AND lease_owner = @Owner AND lease_generation = @Generation FOR UPDATE
                """,
                lease, transaction, cancellationToken: cancellationToken));
            var labSpec = await answers.ReadSingleAsync<string?>();
            var isHeld = await answers.ReadSingleOrDefaultAsync<int?>();
            return isHeld is null
                ? throw new SourceLeaseLostException(lease.Holder)
                : new InventoryTransaction(connection, transaction, outbox, lease, labSpec, at);
        }
        catch
        {
            if (transaction is not null)
                await transaction.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The revision of everything that this transaction changes.</summary>
    public async Task<(string Epoch, long Revision)> RevisionAsync(CancellationToken cancellationToken) =>
        next ??= await connection.QuerySingleAsync<(string, long)>(new CommandDefinition(
            "UPDATE epoch SET revision = revision + 1 RETURNING id, revision", transaction: transaction, cancellationToken: cancellationToken));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken))];

    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));

    /// <summary>Forgets something and remembers that it is proven gone.</summary>
    public async Task BuryAsync(int scope, string address, string reasonCode, CancellationToken cancellationToken)
    {
        var (_, revision) = await RevisionAsync(cancellationToken);
        await ExecuteAsync(
            """
            INSERT INTO tombstone (scope, address, reason_code, removed_at, revision) VALUES (@scope, @address, @reasonCode, @At, @revision)
            ON CONFLICT (scope, address) DO UPDATE SET reason_code = @reasonCode, removed_at = @At, revision = @revision
            """,
            new { scope, address, reasonCode, At, revision }, cancellationToken);
    }

    public Task UnburyAsync(int scope, string address, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM tombstone WHERE scope = @scope AND address = @address", new { scope, address }, cancellationToken);

    public async Task AnnounceLabAsync(string lab, CancellationToken cancellationToken)
    {
        var (epoch, revision) = await RevisionAsync(cancellationToken);
        await outbox.AddAsync(new LabRevised { Lab = lab, Epoch = epoch, Revision = revision }, transaction, cancellationToken);
    }

    /// <param name="resources">Addresses, and whether their endpoints changed.</param>
    public async Task AnnounceResourcesAsync(
        IEnumerable<(string Address, bool EndpointsChanged)> resources, string source, CancellationToken cancellationToken)
    {
        var (epoch, revision) = await RevisionAsync(cancellationToken);
        foreach (var some in resources.Chunk(MostAnnouncedAtOnce))
        {
            await outbox.AddAsync(
                [.. some.Select(it => new ResourceChanged { Address = it.Address, Source = source, Epoch = epoch, Revision = revision, EndpointsChanged = it.EndpointsChanged })],
                transaction, cancellationToken);
        }
    }

    public async Task AnnounceSourceAsync(string source, bool isAvailable, string reasonCode, CancellationToken cancellationToken)
    {
        var (epoch, revision) = await RevisionAsync(cancellationToken);
        await outbox.AddAsync(
            new SourceAvailabilityChanged { Source = source, IsAvailable = isAvailable, ReasonCode = reasonCode, Epoch = epoch, Revision = revision },
            transaction, cancellationToken);
    }

    /// <summary>Adds a message, which leaves once this is committed.</summary>
    public Task AnnounceAsync(object message, CancellationToken cancellationToken) => outbox.AddAsync(message, transaction, cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
