using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Messages;
using HomeLab.Contracts.Inventory;
using HomeLab.NativeServers;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Benchmarks.Sources;

/// <summary>The service Inventory as a process, with a database and a lab directory of its own, and what it announces.</summary>
sealed class ObservingInventory : IAsyncDisposable
{
    const string Secret = "a-secret-of-the-benchmark-0123456789";

    readonly ConcurrentQueue<string> lines = [];
    readonly ConcurrentQueue<(string Address, long At)> heard = [];
    readonly DirectoryInfo lab = Directory.CreateTempSubdirectory("homelab-bench-lab-");
    readonly int port = LoopbackPort.Free();
    FleetDatabase database = null!;
    SupervisedProcess process = null!;
    IConnection broker = null!;

    ObservingInventory()
    {
    }

    public int ProcessId => process.Id;

    /// <summary>Starts over an empty lab.</summary>
    public static async Task<ObservingInventory> StartAsync(BenchServers servers, IReadOnlyDictionary<string, string?> secrets)
    {
        var inventory = new ObservingInventory();
        var name = $"inventory_{Guid.NewGuid():N}";
        var (connection, messaging) = (await servers.DatabaseAsync(name), await servers.VirtualHostAsync(name));
        inventory.database = new FleetDatabase(connection);
        inventory.Write("spec: {}");
        inventory.process = await Supervisor.StartAsync(new ProcessSpecification("dotnet", Outputs.Of("HomeLab.Inventory"))
        {
            Environment = new Dictionary<string, string?>(secrets)
            {
                ["ConnectionStrings__inventory-db"] = connection,
                ["ConnectionStrings__messaging"] = messaging.AbsoluteUri,
                ["Inventory__Lab"] = inventory.lab.FullName,
                ["Rpc__Port"] = $"{inventory.port}",
                ["Rpc__Callers__bench__Secret"] = Secret,
                ["Rpc__Callers__bench__Role"] = "Viewer",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            },
            Grace = TimeSpan.FromSeconds(30),
            Output = inventory.lines.Enqueue,
            Error = inventory.lines.Enqueue,
        });
        await inventory.UntilAsync("SELECT coalesce((SELECT is_complete FROM source WHERE name = 'lab'), false)", "the lab is read");
        await inventory.ListenAsync(messaging);
        return inventory;
    }

    /// <summary>Puts the source into the lab, and waits until all of it is complete.</summary>
    public async Task<double> ObserveAsync(IObserved observed)
    {
        var began = Stopwatch.GetTimestamp();
        Write($"spec:\n  {observed.Lab}");
        await UntilAsync(
            $"""
            SELECT (SELECT count(*) >= {observed.Things} FROM resource WHERE source LIKE '{observed.SourcePrefix}%')
                AND NOT EXISTS (SELECT FROM source WHERE name LIKE '{observed.SourcePrefix}%' AND NOT is_complete)
            """,
            $"{observed.Things} things of {observed.SourcePrefix} are seen");
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Waits until it is announced that the thing changed.</summary>
    /// <returns>When, as a timestamp.</returns>
    public async Task<long> HearAsync(string address, long since)
    {
        long? at = null;
        await Eventually.TrueAsync(
            () => (at = heard.Where(it => it.Address == address && it.At >= since).Select(it => (long?)it.At).Min()) is not null,
            $"it is announced that {address} changed; heard of {heard.Count} changes, Inventory said: {string.Join('\n', lines.TakeLast(5))}", TimeSpan.FromMinutes(2));
        return at!.Value;
    }

    public async Task<string> CountAsync(string prefix) =>
        $"{await database.QueryAsync<long>($"SELECT count(*) FROM resource WHERE source LIKE '{prefix}%'")} resources of {await database.QueryAsync<long>($"SELECT count(DISTINCT kind) FROM resource WHERE source LIKE '{prefix}%'")} kinds";

    /// <summary>MiB that all resources are in one message.</summary>
    public async Task<double> SnapshotSizeAsync()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}", new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var snapshot = await new InventoryClient(channel).GetSnapshotAsync(
            new() { Scopes = { Contracts.Grpc.Inventory.Scope.Resources } }, new Metadata { { "authorization", $"Bearer bench.{Secret}" } });
        return snapshot.CalculateSize() / 1048576.0;
    }

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        await process.StopAsync();
        await process.DisposeAsync();
        await database.DisposeAsync();
        lab.Delete(recursive: true);
    }

    async Task ListenAsync(Uri messaging)
    {
        broker = await new ConnectionFactory { Uri = messaging }.CreateConnectionAsync();
        var channel = await broker.CreateChannelAsync();
        var exchange = Wire.ExchangeOf(typeof(ResourceChanged));
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync("bench.heard", durable: false, exclusive: true, autoDelete: true);
        await channel.QueueBindAsync("bench.heard", exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var at = Stopwatch.GetTimestamp();
            heard.Enqueue((JsonSerializer.Deserialize<ResourceChanged>(delivery.Body.Span, Wire.Json)!.Address, at));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync("bench.heard", autoAck: true, consumer);
    }

    Task UntilAsync(string sql, string message) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                return process.HasExited ? throw new InvalidOperationException($"Inventory ended:\n{string.Join('\n', lines)}") : await database.QueryAsync<bool>(sql);
            }
            catch (Npgsql.PostgresException exception) when (exception.SqlState == Npgsql.PostgresErrorCodes.UndefinedTable)
            {
                return false;
            }
        },
        $"{message}; Inventory said: {string.Join('\n', lines.TakeLast(5))}", TimeSpan.FromMinutes(5));

    void Write(string spec)
    {
        var temporary = Path.Combine(lab.FullName, ".lab.yaml.tmp");
        File.WriteAllText(temporary, $"apiVersion: homelab/v1\nkind: Lab\nmetadata: {{name: bench}}\n{spec}\n");
        File.Move(temporary, Path.Combine(lab.FullName, "lab.yaml"), overwrite: true);
    }
}
