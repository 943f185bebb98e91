using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Crash.Points;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Docker;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Sdk;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>One stack at a real Engine and the service that deploys it, whose life ends at a point and begins anew; database and Engine live on.</summary>
sealed class DeploymentLives : IAsyncDisposable
{
    const string Project = """
        {"services": {
          "db": {"image": "IMAGE", "command": ["sh", "-c", "touch /ready; exec sleep 86400"], "init": true, "stop_grace_period": "1s",
            "healthcheck": {"test": ["CMD", "test", "-e", "/ready"], "interval": "1s", "timeout": "20s", "retries": "30"}, "volumes": [{"type": "volume", "source": "data", "target": "/data"}]},
          "app": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"EDIT": "NUMBER"}, "networks": {"default": null, "back": null},
            "depends_on": {"db": {"condition": "service_healthy"}}, "volumes": [{"type": "bind", "source": "./web/page.html", "target": "/page.html"}]},
          "sideODD": {"image": "IMAGE", "command": ["sleep", "86400"], "environment": {"EDIT": "NUMBER"}, "init": true, "stop_grace_period": "1s", "networks": {"back": null}}},
         "networks": {"back": null}, "volumes": {"data": null}}
        """;

    /// <summary>Longer than a lease and the deadline of a call, shorter than any deployment may take.</summary>
    static readonly TimeSpan Later = TimeSpan.FromMinutes(3);

    readonly Deployment engine;
    readonly EngineRelay relay;
    readonly TestDatabase database;
    readonly PlayedWishes wishes = new();
    readonly TurnedClock clock = new();
    PointGate gate = null!;
    StacksHost stacks = null!;
    List<Tap> taps = [];
    int edits;

    DeploymentLives(Deployment engine, TestDatabase database)
    {
        (this.engine, this.database) = (engine, database);
        // Each edit replaces and removes containers: without the brakes of a lab that is at rest.
        wishes.Change(it => (it.Policy.MaxDeletes, it.Policy.MaxDeleteShare) = (1000, 1));
        relay = new EngineRelay(engine.Endpoint);
    }

    string Key => $"docker/test/{engine.Name}";

    public static async Task<DeploymentLives> StartAsync()
    {
        var lives = new DeploymentLives(await Deployment.StartAsync(), await TestDatabase.CreateAsync());
        await lives.BeginAsync();
        return lives;
    }

    /// <summary>Deploys another edit, and returns the points that it passed.</summary>
    public async Task<IReadOnlyList<CrashPoint>> EditAsync()
    {
        gate.Begin(at: null);
        Want(++edits);
        await SettledAsync();
        return gate.Passed;
    }

    /// <summary>Deploys another edit, crashes at the point, begins anew, and checks what has become of it.</summary>
    /// <returns>Whether the point came.</returns>
    public async Task<bool> CrashAsync(CrashPoint point)
    {
        gate.Begin(point);
        var since = TimeProvider.System.GetUtcNow();
        Want(++edits);
        var settled = SettledAsync();
        await Task.WhenAny(gate.Crashed, settled);
        var isReached = gate.Crashed.IsCompleted;
        if (isReached)
        {
            await EndAsync();
            clock.Advance(Later);
            await BeginAsync();
            settled = SettledAsync();
        }
        await settled;
        await CheckAsync(since, point);
        return isReached;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        relay.Dispose();
        NpgsqlConnection.ClearAllPools();
        await database.DisposeAsync();
        await engine.DisposeAsync();
    }

    async Task BeginAsync()
    {
        gate = new PointGate();
        var toDatabase = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var port = toDatabase.Port;
        taps = [new Tap(gate, () => port, () => new PostgresWire()), new Tap(gate, () => relay.Port, () => new EngineWire())];
        toDatabase.Port = taps[0].Port;
        (toDatabase.SslMode, toDatabase.GssEncryptionMode) = (SslMode.Disable, GssEncryptionMode.Disable);
        // Abandoned pools would be kept for those of the same name.
        toDatabase.ApplicationName = string.Create(CultureInfo.InvariantCulture, $"stacks-{toDatabase.Port}");
        if (edits > 0)
            Want(edits);
        stacks = await StacksHost.StartAsync(
            database, wishes,
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<EngineClients>();
                services.AddSingleton(new OwnContainer(null));
                services.AddSingleton<IStackExecutor, DockerExecutor>();
            },
            ("ConnectionStrings:stacks-db", toDatabase.ConnectionString));
    }

    /// <summary>As a crash: from here on nothing of it reaches anybody.</summary>
    async Task EndAsync()
    {
        gate.Close();
        foreach (var tap in taps)
            tap.Dispose();
        await stacks.StopAsync();
    }

    void Want(int edit) => wishes.Want(new DesiredStack
    {
        Key = Key, Digest = $"edit {edit}", Name = engine.Name, Project = engine.Name, Source = "repository/home", Commit = $"commit {edit}",
        Engine = new EngineTarget { Name = "test", Endpoint = string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{taps[1].Port}") },
        ProjectJson = Project.Replace("IMAGE", engine.Image, StringComparison.Ordinal).Replace("NUMBER", $"{edit}", StringComparison.Ordinal).Replace("ODD", $"{edit}", StringComparison.Ordinal),
        Files = { new StackFile { Path = "./web/page.html", Content = ByteString.CopyFromUtf8($"<p>{edit}") } },
        HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromHours(1)),
    });

    async Task SettledAsync()
    {
        var (host, life, edit, last) = (stacks, gate, edits, "");
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    // Before its first listing nothing is known of the stack.
                    if (life.IsClosed || await host.WorkAsync(Key) is not { } work)
                        return life.IsClosed;
                    last = $"{work}";
                    return await host.StackAsync(engine.Name) is { IsAsWanted: true } stack && stack.DeployedCommit == $"commit {edit}";
                },
                $"edit {edit} runs", within: null, every: TimeSpan.FromMilliseconds(100));
        }
        catch (RpcException) when (life.IsClosed)
        {
            // Its life has ended.
        }
        catch (XunitException exception)
        {
            var lines = await host.QueryAsync<string>("SELECT coalesce(string_agg(step || ' ' || text, E'\\n' ORDER BY id), '') FROM (SELECT * FROM operation_line ORDER BY id DESC LIMIT 40) AS last");
            var intents = await host.QueryAsync<string>("SELECT coalesce(string_agg(action || ' ' || object || ' ' || status || ' ' || coalesce(reason, ''), E'\\n'), '') FROM homelab.intent");
            Assert.Fail($"{exception.Message}: {last}\n{lines}\nintents:\n{intents}\n{string.Join(", ", (await engine.ContainersAsync()).Keys)}");
        }
    }

    async Task CheckAsync(DateTimeOffset since, CrashPoint point)
    {
        var containers = await engine.ContainersAsync();
        Assert.Equal(new[] { "app", "db", $"side{edits}" }.Select(it => $"{engine.Name}-{it}-1"), containers.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, id) in containers)
            Assert.True((await engine.InspectAsync(id)).State.Running, $"{name} runs after a crash {point}");
        Assert.Contains($"EDIT={edits}", (await engine.InspectAsync($"{engine.Name}-app-1")).Config.Env);
        Assert.Equal($"<p>{edits}", await engine.ReadAsync(containers[$"{engine.Name}-app-1"], "/page.html"));
        Assert.All(await StartsAsync(since), it => Assert.True(it.Count() == 1, $"{it.Key} was started {it.Count()} times around a crash {point}"));

        Assert.Equal(0, await stacks.QueryAsync<long>("SELECT count(*) FROM operation WHERE state = 'running'"));
        Assert.Equal(0, await stacks.QueryAsync<long>("SELECT count(*) FROM homelab.intent WHERE status IN ('open', 'unconfirmed')"));
        gate.Begin(at: null);
        Assert.Equal("Converged", (await stacks.LookAsync(Key)).Outcome);
        Assert.DoesNotContain(gate.Passed, it => it.Label == EngineWire.Before);
    }

    /// <summary>The starts of the project's containers since then, by container, as the Engine tells them.</summary>
    async Task<IEnumerable<IGrouping<string, string>>> StartsAsync(DateTimeOffset since)
    {
        using var http = DockerHttp.Connect(engine.Endpoint);
        var filters = Uri.EscapeDataString($$"""{"label":["com.docker.compose.project={{engine.Name}}"],"event":["start"]}""");
        var answer = await http.GetStringAsync(
            $"events?since={Unix(since)}&until={Unix(TimeProvider.System.GetUtcNow())}&filters={filters}");
        return answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(it => JsonNode.Parse(it)!["Actor"]!["ID"]!.ToString()).GroupBy(it => it);
    }

    static string Unix(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture);
}
