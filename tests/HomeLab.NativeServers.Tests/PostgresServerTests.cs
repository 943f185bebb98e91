using HomeLab.Testing;
using HomeLab.Testing.Processes;
using HomeLab.Testing.Requirements;
using Npgsql;

namespace HomeLab.NativeServers.Tests;

public sealed class PostgresServerTests : IDisposable
{
    readonly TemporaryDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_its_databases_over_a_restart_with_another_password()
    {
        await using (var first = await StartAsync("first"))
        {
            await first.CreateDatabaseAsync("inventory");
            await first.CreateDatabaseAsync("inventory");
            await ScalarAsync(first, "inventory", "CREATE TABLE host (name text); INSERT INTO host VALUES ('pve')");
        }

        await using var second = await StartAsync("sec'ond");

        Assert.Equal("pve", await ScalarAsync(second, "inventory", "SELECT name FROM host"));
        Assert.Equal("UTF8 C", await ScalarAsync(second, "inventory", "SELECT current_setting('server_encoding') || ' ' || datcollate FROM pg_database WHERE datname = 'inventory'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Wants_the_password()
    {
        await using var server = await StartAsync("right");
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Listens_on_loopback_alone()
    {
        await using var server = await StartAsync("secret");

        Assert.Empty(ListeningSockets.BeyondLoopback(RunningProcess.Tree(server.ProcessId)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Starts_after_a_power_cut_with_a_pid_file_that_names_another_process()
    {
        var first = await StartAsync("secret");
        await first.CreateDatabaseAsync("kept");
        first.Kill();
        await first.Exited;
        var pidFile = _scratch.Combine("data/cluster/postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile);
        lines[0] = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(pidFile, lines);

        await using var second = await StartAsync("secret");

        Assert.Equal(1L, await ScalarAsync(second, "postgres", "SELECT count(*) FROM pg_database WHERE datname = 'kept'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Makes_the_cluster_again_when_the_first_attempt_was_cut_short()
    {
        Directory.CreateDirectory(_scratch.Combine("data/cluster.new/base"));

        await using var server = await StartAsync("secret");

        Assert.False(Directory.Exists(_scratch.Combine("data/cluster.new")));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Refuses_a_directory_that_another_server_uses()
    {
        await using var server = await StartAsync("secret");

        await Assert.ThrowsAsync<NativeServerException>(() => StartAsync("secret"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nothing_stays_behind_when_the_owner_is_killed_and_the_directory_can_be_used_at_once()
    {
        using var owner = await Owner.StartAsync("postgres", _scratch.Combine("data"));
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={owner.Port};Username=postgres;Password=secret;Pooling=false");
        await connection.OpenAsync();
        var tree = owner.Tree();

        owner.KillItAlone();
        await using (await StartAsync("secret"))
            await owner.NothingStaysAsync(tree);
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("a\"; DROP DATABASE postgres; --")]
    [InlineData("it's")]
    [InlineData("")]
    public async Task Takes_no_database_name_that_would_need_quoting(string name)
    {
        await using var server = await StartAsync("secret");

        await Assert.ThrowsAsync<ArgumentException>(() => server.CreateDatabaseAsync(name));
    }

    Task<PostgresServer> StartAsync(string password) =>
        PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = _scratch.Combine("data"), Password = password, Durable = false });

    static async Task<object?> ScalarAsync(PostgresServer server, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
