using System.Text;
using HomeLab.Testing;
using HomeLab.Testing.Processes;
using HomeLab.Testing.Requirements;
using RabbitMQ.Client;

namespace HomeLab.NativeServers.Tests;

public sealed class RabbitMqServerTests : IDisposable
{
    readonly TemporaryDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [RequiresFact(Requirement.RabbitMq)]
    public async Task Keeps_messages_over_a_restart_on_another_port_with_another_password()
    {
        int port;
        await using (var first = await StartAsync("fi rst%"))
        {
            port = first.Port;
            await first.CreateVirtualHostAsync("lab");
            await first.CreateVirtualHostAsync("lab");
            await using var connection = await ConnectAsync(first.Uri("lab"));
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
            await channel.QueueDeclareAsync("kept", durable: true, exclusive: false, autoDelete: false);
            await channel.BasicPublishAsync("", "kept", true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes("still here"));
        }

        await using var second = await StartAsync("second");
        await using var again = await ConnectAsync(second.Uri("lab"));
        await using var reader = await again.CreateChannelAsync();
        var message = await reader.BasicGetAsync("kept", autoAck: true);

        Assert.NotEqual(port, second.Port);
        Assert.Equal("still here", Encoding.UTF8.GetString(message!.Body.Span));
    }

    [RequiresFact(Requirement.RabbitMq)]
    public async Task Listens_on_loopback_alone_and_shows_its_secrets_to_nobody()
    {
        await using var server = await StartAsync("secret");
        var files = Directory.EnumerateFiles(_scratch.Combine("base"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "owner.lock")
            .ToArray();

        Assert.Empty(ListeningSockets.BeyondLoopback(RunningProcess.Tree(server.ProcessId)));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_scratch.Combine("base")) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_scratch.Combine("base/home/.erlang.cookie")) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.DoesNotContain(files, file => File.ReadAllBytes(file).AsSpan().IndexOf("secret"u8) >= 0);
    }

    [RequiresFact(Requirement.RabbitMq)]
    public async Task Nothing_stays_behind_when_the_owner_is_killed_and_the_directory_can_be_used_at_once()
    {
        using var owner = await Owner.StartAsync("rabbitmq", _scratch.Combine("base"));
        var tree = owner.Tree();
        Assert.Contains(tree, process => process.CommandLine.Contains("epmd", StringComparison.Ordinal));

        owner.KillItAlone();
        await using (await StartAsync("secret"))
            await owner.NothingStaysAsync(tree);
    }

    [RequiresFact(Requirement.RabbitMq)]
    public async Task Starts_after_a_power_cut()
    {
        var first = await StartAsync("secret");
        first.Kill();
        await first.Exited;

        await using var second = await StartAsync("secret");
        await using var connection = await ConnectAsync(second.Uri());

        Assert.True(connection.IsOpen);
    }

    [RequiresFact(Requirement.RabbitMq)]
    public async Task An_end_that_nobody_asked_for_is_a_failure_whatever_its_start_script_says()
    {
        await using var server = await StartAsync("secret");
        RunningProcess.Tree(server.ProcessId).Single(it => it.CommandLine.Split(' ')[0].EndsWith("beam.smp", StringComparison.Ordinal)).Kill();

        Assert.NotEqual(0, await server.Exited);
    }

    [RequiresFact(Requirement.RabbitMq)]
    public async Task Says_what_stopped_it_from_starting()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<NativeServerException>(() =>
            RabbitMqServer.StartAsync(new RabbitMqServerOptions { BaseDirectory = _scratch.Combine("base"), Port = port, Password = "x" }));

        Assert.Contains("RabbitMQ", refusal.Message, StringComparison.Ordinal);
    }

    Task<RabbitMqServer> StartAsync(string password) =>
        RabbitMqServer.StartAsync(new RabbitMqServerOptions { BaseDirectory = _scratch.Combine("base"), UserName = "lab", Password = password });

    static Task<IConnection> ConnectAsync(Uri uri) => new ConnectionFactory { Uri = uri }.CreateConnectionAsync();
}
