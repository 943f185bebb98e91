using HomeLab.ServiceDefaults.Persistence;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Persistence;

public sealed class MigratorTests : IAsyncLifetime
{
    static readonly Migration First = new(1, "first", "CREATE TABLE thing (id integer PRIMARY KEY);");
    static readonly Migration Second = new(2, "second", "ALTER TABLE thing ADD name text; INSERT INTO thing VALUES (1, 'one');");
    TestDatabase database = null!;
    NpgsqlDataSource source = null!;

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql) is null)
        {
            database = await TestDatabase.CreateAsync();
            source = NpgsqlDataSource.Create(database.ConnectionString);
        }
    }

    public async Task DisposeAsync()
    {
        if (database is not null)
        {
            await source.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Each_migration_runs_once()
    {
        await Migrate(First);
        await Migrate(First, Second);
        await Migrate(First, Second);

        Assert.Equal(1L, await QueryAsync("SELECT count(*) FROM thing"));
        Assert.Equal("service 1 first, service 2 second", await QueryAsync(
            "SELECT string_agg(concat_ws(' ', scope, number, name), ', ' ORDER BY number) FROM homelab.migration"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Of_many_starters_one_migrates_and_all_go_on()
    {
        var slow = new Migration(3, "slow", "SELECT pg_sleep(0.3); CREATE TABLE once ();");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Migrate(First, Second, slow)));

        Assert.Equal(3L, await QueryAsync("SELECT count(*) FROM homelab.migration"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var broken = new Migration(2, "broken", "CREATE TABLE half (); SELECT 1/0;");

        await Assert.ThrowsAsync<PostgresException>(() => Migrate(First, broken));

        Assert.Equal(1L, await QueryAsync("SELECT count(*) FROM homelab.migration"));
        Assert.Equal(DBNull.Value, await QueryAsync("SELECT to_regclass('half')::text"));
        await Migrate(First, Second);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_database_that_goes_away_meanwhile_is_an_outage_and_the_next_attempt_goes_on()
    {
        var outage = new Migration(2, "second", "SELECT pg_terminate_backend(pg_backend_pid());");

        var exception = await Assert.ThrowsAnyAsync<NpgsqlException>(() => Migrate(First, outage));
        await Migrate(First, Second);

        Assert.True(DatabaseOutage.Is(exception));
        Assert.Equal(1L, await QueryAsync("SELECT count(*) FROM thing"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_newer_database_is_refused()
    {
        await Migrate(First, Second);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => Migrate(First));

        Assert.Contains("newer version (service 0002_second)", refusal.Message, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_migration_whose_text_changed_is_refused()
    {
        await Migrate(First);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => Migrate(First with { Sql = First.Sql + " -- better" }));

        Assert.Contains("0001_first", refusal.Message, StringComparison.Ordinal);
        await Migrate(First with { Sql = First.Sql + "\r\n" });
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task The_project_s_own_migrations_make_a_schema_that_holds_their_tables()
    {
        await using var service = await TestService.StartAsync("alpha", database.ConnectionString, broker: null);

        Assert.Equal("homelab.outbox", await QueryAsync("SELECT 'homelab.outbox'::regclass::text"));
        Assert.Equal("homelab.work", await QueryAsync("SELECT 'homelab.work'::regclass::text"));
        Assert.Equal("opened", await QueryAsync("SELECT 'opened'::regclass::text"));
        Assert.Equal(System.Net.HttpStatusCode.OK, await service.GetAsync("/health/ready"));
    }

    [Fact]
    public async Task A_database_that_never_answers_ends_the_start_with_a_sentence()
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => TestService.StartAsync(
            "alpha", "Host=127.0.0.1;Port=1;Username=u;Password=canary;Database=d;Timeout=2", broker: null,
            settings: new Dictionary<string, string?> { ["Database:StartWithin"] = "00:00:01" }));

        Assert.Contains("did not answer", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.Message, StringComparison.Ordinal);
    }

    Task Migrate(params Migration[] migrations) => new Migrator(
        source, [new MigrationSet("service", migrations)], new FakeTimeProvider(), NullLogger<Migrator>.Instance)
        .MigrateAsync(CancellationToken.None);

    async Task<object?> QueryAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
