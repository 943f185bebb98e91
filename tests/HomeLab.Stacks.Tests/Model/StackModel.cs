using Docker.DotNet.Models;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Tests.Crashes;
using HomeLab.Stacks.Tests.Docker;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Servers;
using Xunit.Sdk;

namespace HomeLab.Stacks.Tests.Model;

/// <summary>One stack at a real Engine, what people and misfortunes do to it, and what has to run of it in the end.</summary>
sealed class StackModel : IAsyncDisposable
{
    const string Project = """
        {"services": {
          "db": {"image": "IMAGE", "command": ["sh", "-c", "touch /ready; exec sleep 86400"], "init": true, "stop_grace_period": "1s",
            "healthcheck": {"test": ["CMD", "test", "-e", "/ready"], "interval": "1s", "timeout": "20s", "retries": "30"}, "volumes": [{"type": "volume", "source": "data", "target": "/data"}]},
          "app": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"EDIT": "NUMBER"}, "networks": {"default": null, "back": null},
            "depends_on": {"db": {"condition": "service_healthy"}}, "deploy": {"replicas": "SCALE"}}EXTRA},
         "networks": {"back": null}, "volumes": {"data": null}}
        """;

    const string Extra = """
        , "extra": {"image": "PULLED", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"EDIT": "NUMBER"}}
        """;

    readonly StacksLives lives;
    readonly TestRegistry registry;
    readonly RegistryFront front;
    readonly Random random;

    /// <summary>What somebody stopped while it was at rest, which stays so until something else is wanted; and those of which nobody can say it.</summary>
    readonly HashSet<string> stopped = new(StringComparer.Ordinal);
    readonly HashSet<string> doubtful = new(StringComparer.Ordinal);
    int edit = 1;
    int scale = 1;
    bool hasExtra;

    StackModel(StacksLives lives, TestRegistry registry, RegistryFront front, Random random) =>
        (this.lives, this.registry, this.front, this.random) = (lives, registry, front, random);

    /// <summary>What was done so far.</summary>
    public List<string> Done { get; } = [];

    public static async Task<StackModel> StartAsync(Random random)
    {
        var registry = await TestRegistry.StartAsync();
        var model = new StackModel(await StacksLives.PrepareAsync(), registry, await RegistryFront.StartAsync(registry.Host), random);
        await model.lives.BeginAsync(model.Want);
        await model.CheckAsync();
        return model;
    }

    /// <summary>One of all that may happen.</summary>
    public async Task StepAsync()
    {
        (string Name, Func<Task> Act)[] all =
        [
            ("edit", EditAsync), ("edit", EditAsync), ("stop", StopAsync), ("remove", RemoveAsync), ("rename", RenameAsync), ("disconnect", DisconnectAsync),
            ("change", ChangeAsync), ("kill", KillAsync), ("cut", CutAsync), ("silence", SilenceAsync), ("refuse", RefuseAsync),
            // What is changed by hand while a deployment runs is put right by that; the repair has its turn where all was at rest.
            ("rest", CheckAsync), ("rest", CheckAsync), ("rest", CheckAsync),
        ];
        var (name, act) = all[random.Next(all.Length)];
        Done.Add(name);
        await act();
        if (random.Next(2) == 0)
            await Task.Delay(random.Next(3000));
    }

    /// <summary>Nothing happens any more: it comes to run as wanted, and a look at that changes nothing.</summary>
    public async Task CheckAsync()
    {
        lives.Relay.IsCut = front.Refuses = lives.Wishes.IsSilent = false;
        var last = "";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    last = $"{await lives.Stacks.WorkAsync(lives.Key)}";
                    return await IsAtRestAsync() && (last = await DifferenceAsync()).Length == 0;
                },
                "it runs as wanted", within: TimeSpan.FromMinutes(3), every: TimeSpan.FromMilliseconds(200));
            await lives.Stacks.LookAsync(lives.Key);
            lives.Gate.Begin(at: null);
            Assert.Equal("Converged", (await lives.Stacks.LookAsync(lives.Key)).Outcome);
            Assert.DoesNotContain(lives.Gate.Passed, it => it.Label == EngineWire.Before);
            Assert.Equal("", await DifferenceAsync());
            Assert.Equal(0, await lives.Stacks.QueryAsync<long>("SELECT count(*) FROM homelab.intent WHERE status IN ('open', 'unconfirmed')"));
        }
        catch (XunitException exception)
        {
            Assert.Fail($"{exception.Message}: {last}\nafter {string.Join(", ", Done)}\n{await lives.LastWordsAsync()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lives.DisposeAsync();
        await using (new PulledImages(await TestDocker.EndpointAsync(), front.Host))
        {
            await front.DisposeAsync();
            await registry.DisposeAsync();
        }
    }

    async Task EditAsync()
    {
        edit++;
        (scale, hasExtra) = (random.Next(3), random.Next(2) == 0);
        if (hasExtra)
            await registry.PushAsync("extra", $"{edit}", $"{edit}", TestImage.Archive().ToArray());
        stopped.Clear();
        doubtful.Clear();
        Want();
        Done[^1] = $"edit {edit} (scale {scale}{(hasExtra ? ", extra" : "")})";
    }

    async Task StopAsync()
    {
        if (await AnyAsync(it => !it.Contains("-db-", StringComparison.Ordinal)) is not var (name, id))
            return;
        var isSure = await IsAtRestAsync() && (await DifferenceAsync()).Length == 0;
        await ByHandAsync(() => lives.Engine.Client.Containers.StopContainerAsync(id, new ContainerStopParameters { WaitBeforeKillSeconds = 1 }));
        Done[^1] = $"stop {name}{(isSure ? "" : " (within a deployment)")}";
        (isSure ? stopped : doubtful).Add(name);
    }

    async Task RemoveAsync()
    {
        if (await AnyAsync() is not var (name, id))
            return;
        // What is made anew runs; of what is removed within a deployment nobody can say whether it was the successor.
        if (stopped.Remove(name))
            doubtful.Add(name);
        await ByHandAsync(() => lives.Engine.Client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true }));
        Done[^1] = $"remove {name}";
    }

    async Task RenameAsync()
    {
        if (await AnyAsync() is var (name, id))
            await ByHandAsync(() => lives.Engine.Client.Containers.RenameContainerAsync(id, new ContainerRenameParameters { NewName = $"{name}-mine" }, CancellationToken.None));
    }

    async Task DisconnectAsync()
    {
        if (await AnyAsync() is var (_, id))
            await ByHandAsync(() => lives.Engine.Client.Networks.DisconnectNetworkAsync($"{lives.Engine.Name}_default", new NetworkDisconnectParameters { Container = id }));
    }

    async Task ChangeAsync()
    {
        if (await AnyAsync() is not var (_, id))
            return;
        using var http = DockerHttp.Connect(lives.Engine.Endpoint);
        using var answer = await http.PostAsync(new Uri($"containers/{id}/update", UriKind.Relative), new StringContent("""{"CpuShares": 512}""", System.Text.Encoding.UTF8, "application/json"));
    }

    async Task KillAsync()
    {
        await lives.EndAsync();
        await lives.BeginAsync(Want);
    }

    async Task CutAsync()
    {
        lives.Relay.IsCut = true;
        await Task.Delay(random.Next(4000));
        lives.Relay.IsCut = false;
    }

    Task SilenceAsync()
    {
        lives.Wishes.IsSilent = !lives.Wishes.IsSilent;
        Done[^1] = $"Inventory is {(lives.Wishes.IsSilent ? "silent" : "back")}";
        return Task.CompletedTask;
    }

    Task RefuseAsync()
    {
        front.Refuses = random.Next(3) > 0;
        return Task.CompletedTask;
    }

    void Want() => lives.Wishes.Want(new DesiredStack
    {
        Key = lives.Key, Digest = $"edit {edit}", Name = lives.Engine.Name, Project = lives.Engine.Name, Source = "repository/home", Commit = $"commit {edit}",
        Engine = new EngineTarget { Name = "test", Endpoint = lives.Endpoint },
        ProjectJson = Project.Replace("EXTRA", hasExtra ? Extra : "", StringComparison.Ordinal).Replace("IMAGE", lives.Engine.Image, StringComparison.Ordinal)
            .Replace("PULLED", $"{front.Host}/extra:{edit}", StringComparison.Ordinal).Replace("NUMBER", $"{edit}", StringComparison.Ordinal).Replace("SCALE", $"{scale}", StringComparison.Ordinal),
        HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromHours(1)),
    });

    async Task<bool> IsAtRestAsync() =>
        await lives.Stacks.WorkAsync(lives.Key) is { Outcome: "Converged", IsLeased: false }
        && await lives.Stacks.StackAsync(lives.Engine.Name) is { IsAsWanted: true, Operation: null } stack && stack.DeployedCommit == $"commit {edit}";

    /// <returns>What does not run as the model has it; empty: all does.</returns>
    async Task<string> DifferenceAsync()
    {
        string[] wanted = [$"{lives.Engine.Name}-db-1", .. Enumerable.Range(1, scale).Select(it => $"{lives.Engine.Name}-app-{it}"), .. hasExtra ? new[] { $"{lives.Engine.Name}-extra-1" } : []];
        var there = await lives.Engine.ContainersAsync();
        if (!wanted.Order(StringComparer.Ordinal).SequenceEqual(there.Keys.Order(StringComparer.Ordinal)))
            return $"{string.Join(", ", wanted)} are wanted and {string.Join(", ", there.Keys)} are there";
        foreach (var name in wanted)
        {
            var container = await lives.Engine.InspectAsync(there[name]);
            if (!doubtful.Contains(name) && container.State.Running == stopped.Contains(name))
                return $"{name} is {container.State.Status}";
            if (!name.Contains("-db-", StringComparison.Ordinal) && !container.Config.Env.Contains($"EDIT={edit}"))
                return $"{name} is of another edit than {edit}";
            if (container.State.Running && (container.HostConfig.CPUShares != 0 || !container.NetworkSettings.Networks.ContainsKey($"{lives.Engine.Name}_default")))
                return $"{name} has what was changed by hand";
        }
        return "";
    }

    async Task<(string Name, string Id)?> AnyAsync(Func<string, bool>? which = null)
    {
        var all = (await lives.Engine.ContainersAsync()).Where(it => which?.Invoke(it.Key) ?? true).OrderBy(it => it.Key, StringComparer.Ordinal).ToList();
        if (all.Count == 0)
            return null;
        var (name, id) = all[random.Next(all.Count)];
        return (name, id);
    }

    /// <summary>What a person does may be refused: the service is at it as well.</summary>
    static async Task ByHandAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (global::Docker.DotNet.DockerApiException)
        {
            // It is gone, or not so any more.
        }
    }
}
