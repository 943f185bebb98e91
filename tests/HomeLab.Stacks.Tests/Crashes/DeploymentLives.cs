using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Crash.Points;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using Xunit.Sdk;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>One stack at a real Engine, edited again and again, and the process that deploys it, which is killed at a point and started anew.</summary>
sealed class DeploymentLives : IAsyncDisposable
{
    const string Project = """
        {"services": {
          "db": {"image": "IMAGE", "command": ["sh", "-c", "touch /ready; exec sleep 86400"], "init": true, "stop_grace_period": "1s",
            "healthcheck": {"test": ["CMD", "test", "-e", "/ready"], "interval": "1s", "timeout": "20s", "retries": "30"}, "volumes": [{"type": "volume", "source": "data", "target": "/data"}]},
          "app": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"EDIT": "NUMBER"}, "networks": {"default": null, "back": null},
            "post_start": [{"command": ["sh", "-c", "echo first >> /tmp/started"]}, {"command": ["sh", "-c", "echo second >> /tmp/started"]}],
            "pre_stop": [{"command": ["sh", "-c", "echo NUMBER >> /data/stopped"]}], "depends_on": {"db": {"condition": "service_healthy"}},
            "volumes": [{"type": "bind", "source": "./web/page.html", "target": "/page.html"}, {"type": "volume", "source": "data", "target": "/data"}]},
          "sideODD": {"image": "IMAGE", "command": ["sleep", "86400"], "environment": {"EDIT": "NUMBER"}, "init": true, "stop_grace_period": "1s", "networks": {"back": null}}},
         "networks": {"back": null}, "volumes": {"data": null}}
        """;

    readonly StacksLives lives;
    int edits = 1;

    DeploymentLives(StacksLives lives) => this.lives = lives;

    public static async Task<DeploymentLives> StartAsync()
    {
        var deployment = new DeploymentLives(await StacksLives.PrepareAsync());
        await deployment.lives.BeginAsync(deployment.Want);
        await deployment.SettledAsync();
        return deployment;
    }

    /// <summary>Deploys another edit, and returns the points that it passed.</summary>
    public async Task<IReadOnlyList<CrashPoint>> EditAsync()
    {
        lives.Gate.Begin(at: null);
        edits++;
        Want();
        await SettledAsync();
        return lives.Gate.Passed;
    }

    /// <summary>Deploys another edit, kills the process at the point, starts another one, and checks what has become of it.</summary>
    /// <returns>Whether the point came.</returns>
    public async Task<bool> CrashAsync(CrashPoint point)
    {
        var gate = lives.Gate;
        gate.Begin(point);
        var since = TimeProvider.System.GetUtcNow();
        edits++;
        Want();
        var settled = SettledAsync();
        await Task.WhenAny(gate.Crashed, settled);
        var isReached = gate.Crashed.IsCompleted;
        if (isReached)
        {
            await lives.EndAsync();
            await lives.BeginAsync(Want);
            settled = SettledAsync();
        }
        await settled;
        await CheckAsync(since, point);
        return isReached;
    }

    public ValueTask DisposeAsync() => lives.DisposeAsync();

    void Want() => lives.Wishes.Want(new DesiredStack
    {
        Key = lives.Key, Digest = $"edit {edits}", Name = lives.Engine.Name, Project = lives.Engine.Name, Source = "repository/home", Commit = $"commit {edits}",
        Engine = new EngineTarget { Name = "test", Endpoint = lives.Endpoint },
        ProjectJson = Project.Replace("IMAGE", lives.Engine.Image, StringComparison.Ordinal).Replace("NUMBER", $"{edits}", StringComparison.Ordinal).Replace("ODD", $"{edits}", StringComparison.Ordinal),
        Files = { new StackFile { Path = "./web/page.html", Content = ByteString.CopyFromUtf8($"<p>{edits}") } },
        HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromHours(1)),
    });

    async Task SettledAsync()
    {
        var (host, gate, edit, last) = (lives.Stacks, lives.Gate, edits, "");
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    // Before its first listing nothing is known of the stack.
                    if (gate.IsClosed || await host.WorkAsync(lives.Key) is not { } work)
                        return gate.IsClosed;
                    last = $"{work}";
                    return await host.StackAsync(lives.Engine.Name) is { IsAsWanted: true } stack && stack.DeployedCommit == $"commit {edit}";
                },
                $"edit {edit} runs", within: null, every: TimeSpan.FromMilliseconds(100));
        }
        catch (Exception exception) when (exception is RpcException or ObjectDisposedException && gate.IsClosed)
        {
            // Its life has ended.
        }
        catch (XunitException exception)
        {
            Assert.Fail($"{exception.Message}: {last}\n{await lives.LastWordsAsync()}");
        }
    }

    async Task CheckAsync(DateTimeOffset since, CrashPoint point)
    {
        var (engine, stacks) = (lives.Engine, lives.Stacks);
        var containers = await engine.ContainersAsync();
        Assert.Equal(new[] { "app", "db", $"side{edits}" }.Select(it => $"{engine.Name}-{it}-1"), containers.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, id) in containers)
            Assert.True((await engine.InspectAsync(id)).State.Running, $"{name} runs after a crash {point}");
        Assert.Contains($"EDIT={edits}", (await engine.InspectAsync($"{engine.Name}-app-1")).Config.Env);
        Assert.Equal($"<p>{edits}", await engine.ReadAsync(containers[$"{engine.Name}-app-1"], "/page.html"));
        Assert.Equal("first\nsecond\n", await engine.ReadAsync(containers[$"{engine.Name}-app-1"], "/tmp/started"));
        Assert.Equal(string.Concat(Enumerable.Range(2, edits - 1).Select(it => $"{it}\n")), await engine.ReadAsync(containers[$"{engine.Name}-app-1"], "/data/stopped"));
        Assert.All(await StartsAsync(since), it => Assert.True(it.Count() == 1, $"{it.Key} was started {it.Count()} times around a crash {point}"));

        Assert.Equal(0, await stacks.QueryAsync<long>("SELECT count(*) FROM operation WHERE state = 'running'"));
        Assert.Equal(0, await stacks.QueryAsync<long>("SELECT count(*) FROM homelab.intent WHERE status IN ('open', 'unconfirmed')"));
        lives.Gate.Begin(at: null);
        Assert.Equal("Converged", (await stacks.LookAsync(lives.Key)).Outcome);
        Assert.DoesNotContain(lives.Gate.Passed, it => it.Label == EngineWire.Before);
    }

    /// <summary>The starts of the project's containers since then, by container, as the Engine tells them.</summary>
    async Task<IEnumerable<IGrouping<string, string>>> StartsAsync(DateTimeOffset since)
    {
        using var http = DockerHttp.Connect(lives.Engine.Endpoint);
        var filters = Uri.EscapeDataString($$"""{"label":["com.docker.compose.project={{lives.Engine.Name}}"],"event":["start"]}""");
        var answer = await http.GetStringAsync(
            $"events?since={Unix(since)}&until={Unix(TimeProvider.System.GetUtcNow())}&filters={filters}");
        return answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(it => JsonNode.Parse(it)!["Actor"]!["ID"]!.ToString()).GroupBy(it => it);
    }

    static string Unix(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture);
}
