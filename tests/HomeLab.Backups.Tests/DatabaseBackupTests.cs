using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Backups.Tests;

public sealed class DatabaseBackupTests
{
    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    [Proves("STACK-38")]
    public async Task The_databases_of_the_fleet_are_copied_and_come_back_with_every_row()
    {
        await using var stacks = await TestDatabase.CreateAsync();
        await using var source = NpgsqlDataSource.Create(stacks.ConnectionString);
        await ExecuteAsync(source, "CREATE TABLE operation (id int PRIMARY KEY, text text); INSERT INTO operation SELECT i, repeat('x', 1000) || i FROM generate_series(1, 5000) AS i");
        await using var service = await BackupsProcess.PrepareAsync(("ConnectionStrings__stacks-db", stacks.ConnectionString));
        service.Inventory.Want(service.Repository, service.Password, [], "database/*");
        await service.StartAsync();
        await service.UntilCopiedAsync("nightly/database/backups-db");
        var copied = await service.UntilCopiedAsync("nightly/database/stacks-db");
        await ExecuteAsync(source, "DELETE FROM operation");

        var into = $"back_{Guid.NewGuid():n}";
        var restored = await service.RestoreAsync("nightly/database/stacks-db", into);

        Assert.Equal(("succeeded", ""), (restored.State, restored.Reason));
        Assert.Equal("postgresql", copied.Method);
        await using var back = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(stacks.ConnectionString) { Database = into }.ConnectionString);
        Assert.Equal(5000L, await AskAsync<long>(back, "SELECT count(*) FROM operation WHERE text = repeat('x', 1000) || id"));
        Assert.Equal(0L, await AskAsync<long>(source, "SELECT count(*) FROM operation"));
        Assert.DoesNotContain("messaging", string.Join(' ', (await service.Backups.ListBackupsAsync(new(), BackupsProcess.Operator)).Backups.Select(it => it.Key)), StringComparison.Ordinal);
        await back.DisposeAsync();
        await ExecuteAsync(source, $"DROP DATABASE {into} WITH (FORCE)");
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<T> AskAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
