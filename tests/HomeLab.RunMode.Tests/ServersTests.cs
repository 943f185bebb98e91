using System.Net.Http.Json;
using HomeLab.Testing;
using HomeLab.Testing.Processes;
using HomeLab.Testing.Requirements;
using Npgsql;
using RabbitMQ.Client;

namespace HomeLab.RunMode.Tests;

public sealed class ServersTests : IDisposable
{
    readonly TemporaryDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Starts_servers_and_service_on_loopback_and_leaves_nothing_after_ctrl_c()
    {
        await using var host = new RunningAppHost(_scratch.Path, "servers");
        await host.ReadyAsync();
        var endpoint = host.EndpointOf("service");
        var environment = await EnvironmentAsync(endpoint);

        await AskAsync(environment["ConnectionStrings__inventory-db"]);
        await using (await new ConnectionFactory { Uri = new Uri(environment["ConnectionStrings__broker"]) }.CreateConnectionAsync())
        {
            Assert.Empty(ListeningSockets.BeyondLoopback(host.Tree));
        }

        Assert.Equal("shown-to-nobody", host.State.GetProperty("parameters").GetProperty("secret").GetString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host.StateFile));
        Assert.DoesNotContain(host.Lines, line => line.Contains("shown-to-nobody", StringComparison.Ordinal));
        var tree = host.Tree;

        Assert.Equal(0, await host.SignalAsync("INT"));
        Assert.False(File.Exists(host.StateFile));
        await host.NothingStaysAsync(tree);

        await using var again = new RunningAppHost(_scratch.Path, "servers");
        await again.ReadyAsync();
        Assert.Equal(endpoint, again.EndpointOf("service"));
    }

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Leaves_nothing_when_it_is_killed_and_starts_again_at_once()
    {
        await using var host = new RunningAppHost(_scratch.Path, "servers");
        await host.ReadyAsync();
        var tree = host.Tree;

        await host.SignalAsync("KILL");
        await using var again = new RunningAppHost(_scratch.Path, "servers");
        await again.ReadyAsync();

        await host.NothingStaysAsync(tree);
        await AskAsync((await EnvironmentAsync(again.EndpointOf("service")))["ConnectionStrings__inventory-db"]);
    }

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Starts_after_a_power_cut()
    {
        await using var host = new RunningAppHost(_scratch.Path, "servers");
        await host.ReadyAsync();
        foreach (var process in host.Tree)
            process.Kill();

        await using var again = new RunningAppHost(_scratch.Path, "servers");

        await again.ReadyAsync();
    }

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Restarts_a_server_that_crashes_on_the_same_port()
    {
        await using var host = new RunningAppHost(_scratch.Path, "servers");
        await host.ReadyAsync();
        var postmaster = host.Tree.Single(process => process.CommandLine.Contains("bin/postgres -D", StringComparison.Ordinal) && !process.CommandLine.Contains("supervise", StringComparison.Ordinal));

        postmaster.Kill();

        await host.SaysAsync("postgres: ended with exit code 137; starts again in 1 s");
        await host.SaysAsync("postgres: ready", times: 2);
        await AskAsync((await EnvironmentAsync(host.EndpointOf("service")))["ConnectionStrings__inventory-db"]);
    }

    static async Task<Dictionary<string, string>> EnvironmentAsync(string endpoint)
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        return (await client.GetFromJsonAsync<Dictionary<string, string>>(new Uri(endpoint + "/environment")))!;
    }

    static async Task AskAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT current_database()", connection);
        Assert.Equal("inventory", await command.ExecuteScalarAsync());
    }
}
