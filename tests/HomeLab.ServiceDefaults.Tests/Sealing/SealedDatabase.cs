using Dapper;
using HomeLab.ServiceDefaults.Sealing;
using HomeLab.ServiceDefaults.Tests.Reconciliation;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Sealing;

/// <summary>A ledger of its own for each test.</summary>
public abstract class SealedDatabase : IAsyncLifetime
{
    readonly EngineDatabase engine = new();

    protected NpgsqlDataSource Source => engine.Source;

    public Task InitializeAsync() => engine.InitializeAsync();

    public Task DisposeAsync() => engine.DisposeAsync();

    internal LedgerSeals NewSeals() => new(Source, engine.Time);

    internal async Task<HistoryVerdict> CheckAsync(string knownSeal = "") =>
        await new HistoryCheck(Source).CheckAsync(knownSeal, CancellationToken.None);

    /// <summary>Seals all there is, in batches of what was there at each call.</summary>
    protected async Task SealAsync()
    {
        var seals = NewSeals();
        while (await seals.SealAsync(CancellationToken.None) is not null)
        {
        }
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    protected async Task<long> AppendAsync(string @object = "a")
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await AppendAsync(connection, @object);
    }

    protected static async Task<long> AppendAsync(NpgsqlConnection connection, string @object) => await connection.QuerySingleAsync<long>(
        """
        INSERT INTO homelab.ledger (at, entry, change_id, kind, key, object, action, actor, result, reason, cause_kind, cause_key, trace_id, detail)
        VALUES ('2026-01-01 10:00:00.123456Z', 'intent', gen_random_uuid(), 'zone', 'example.org', @object, 'create', 'dns', NULL, 'Because.',
            'Test', 'test', NULL, '{"desired": {"ttl": 300, "content": "192.0.2.1"}}')
        RETURNING id
        """, new { @object });
}
