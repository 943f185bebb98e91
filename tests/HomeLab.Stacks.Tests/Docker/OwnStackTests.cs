using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.NativeServers;
using HomeLab.Stacks.Tests.Crashes;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>The service as it is shipped, in a container of a stack that it keeps itself.</summary>
public sealed class OwnStackTests
{
    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Docker)]
    public async Task The_service_goes_on_in_its_successor_and_stays_where_that_one_does_not_work()
    {
        await using var engine = await Deployment.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var observer = NpgsqlDataSource.Create(database.ConnectionString);
        var wishes = new PlayedWishes();
        await using var inventory = await PlayedInventory.StartAsync(wishes);
        var environment = new Dictionary<string, string?>
        {
            ["ConnectionStrings__messaging"] = await TestBroker.CreateVirtualHostAsync(),
            ["ConnectionStrings__stacks-db"] = database.ConnectionString,
            ["services__inventory__grpc__0"] = inventory.Address,
            ["Rpc__Token"] = "stacks.0123456789abcdef",
            ["Reconciliation__PollInterval"] = "00:00:00.200",
            ["Reconciliation__Lease"] = "00:00:05",
            ["Reconciliation__Grace"] = "00:00:01",
            ["Stacks__CallTimeout"] = "00:00:10",
            ["Stacks__RetryAfter"] = "00:00:01",
            ["Stacks__ResyncInterval"] = "00:00:01",
            ["Stacks__AsksRegistries"] = "false",
        };
        var name = $"{engine.Name}-stacks-1";

        wishes.Want(Wish(engine, environment, "one", "/health/ready"));
        var outside = await StacksProcess.StartAsync(observer, environment);
        await EndsAsync(observer, "deploy succeeded");
        await outside.KillAsync();
        var one = await engine.InspectAsync(name);

        wishes.Want(Wish(engine, environment, "two", "/health/ready"));
        await EndsAsync(observer, "update succeeded");
        var two = await engine.InspectAsync(name);

        wishes.Want(Wish(engine, environment, "three", "/nothing/here"));
        await EndsAsync(observer, "rollback succeeded");
        var three = await engine.InspectAsync(name);

        Assert.NotEqual(one.ID, two.ID);
        Assert.Equal((two.ID, two.State.StartedAt, true), (three.ID, three.State.StartedAt, three.State.Running));
        Assert.Equal([name], (await engine.ContainersAsync()).Keys);
    }

    /// <summary>This machine's .NET and the service, mounted into an image that has neither, at the machine's own network.</summary>
    static DesiredStack Wish(Deployment engine, Dictionary<string, string?> environment, string digest, string health)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var service = Path.Combine(output.Parent!.Parent!.FullName, "HomeLab.Stacks", output.Name);
        var dotnet = Path.GetDirectoryName(Environment.ProcessPath)!;
        // Another port is also what is changed from one to the next.
        var port = LoopbackPort.Free();
        string[] mounted = ["/usr", "/lib", "/lib64", dotnet, service, engine.Endpoint.LocalPath];
        var container = new JsonObject
        {
            ["image"] = engine.Image,
            ["command"] = new JsonArray(Path.Combine(dotnet, "dotnet"), Path.Combine(service, "HomeLab.Stacks.dll")),
            ["network_mode"] = "host",
            ["stop_grace_period"] = "5s",
            ["environment"] = new JsonObject(environment.Append(new("ASPNETCORE_URLS", $"http://127.0.0.1:{port}")).Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value))),
            ["volumes"] = new JsonArray([.. mounted.Where(Path.Exists).Distinct().Select(it => new JsonObject { ["type"] = "bind", ["source"] = it, ["target"] = it })]),
            ["healthcheck"] = new JsonObject
            {
                ["test"] = new JsonArray("CMD", "busybox", "wget", "-q", "-O", "/dev/null", $"http://127.0.0.1:{port}{health}"), ["interval"] = "1s", ["timeout"] = "20s", ["retries"] = 100,
            },
        };
        return new DesiredStack
        {
            Key = $"docker/test/{engine.Name}", Digest = digest, Name = engine.Name, Project = engine.Name, Source = "repository/home", Commit = $"commit of {digest}",
            Engine = new EngineTarget { Name = "test", Endpoint = engine.Endpoint.OriginalString },
            ProjectJson = new JsonObject { ["services"] = new JsonObject { ["stacks"] = container } }.ToJsonString(),
            HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromSeconds(digest == "three" ? 20 : 120)),
        };
    }

    /// <summary>Returns once the latest operation is that one; the database tells, for who could be asked ends.</summary>
    static async Task EndsAsync(NpgsqlDataSource database, string operation)
    {
        var last = "";
        await Eventually.PassesAsync(
            async () =>
            {
                await using var command = database.CreateCommand(
                    "SELECT coalesce((SELECT kind || ' ' || state FROM operation ORDER BY started_at DESC LIMIT 1), '') || E'\n' || coalesce((SELECT string_agg(step || ' ' || text, E'\n' ORDER BY id) FROM operation_line), '')");
                last = (string)(await command.ExecuteScalarAsync())!;
                Assert.StartsWith(operation, last, StringComparison.OrdinalIgnoreCase);
            },
            TimeSpan.FromMinutes(3));
    }
}
