using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Docker;
using HomeLab.Stacks.Tests.Images;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Tests.Jobs;

/// <summary>A stack of one service with the job <c>tidy</c> at a real Engine, and a service whose clock is set forward.</summary>
static class JobTrial
{
    public const string Hourly = "0 * * * *";
    public const string Runs = "cat /tmp/runs";

    public static TimeSpan Hour { get; } = TimeSpan.FromHours(1);

    /// <param name="command">For the shell.</param>
    /// <param name="more">Further labels, after a comma.</param>
    /// <param name="endpoint">Of the Engine; its own unless told otherwise.</param>
    public static DesiredStack Wish(Deployment engine, int number, string schedule, string command, string more = "", string? endpoint = null) => new()
    {
        Key = Key(engine), Digest = $"edit {number}", Name = engine.Name, Project = engine.Name, Source = "repository/home", Commit = $"commit {number}", File = "shop/compose.yaml",
        Engine = new EngineTarget { Name = "test", Endpoint = endpoint ?? engine.Endpoint.OriginalString },
        ProjectJson = $$$"""
            {"services": {"app": {"image": "{{{engine.Image}}}", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"PASSWORD": "\uE000DB\uE001"},
              "labels": {"homelab.job.tidy.schedule": "{{{schedule}}}", "homelab.job.tidy.command": {{{JsonSerializer.Serialize($"sh -c \"{command}\"")}}}{{{more}}} } } } }
            """,
        Secrets = { ["DB"] = new SecretReference { Env = "STACK_TEST_DB" } },
        HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
    };

    public static string Key(Deployment engine) => $"docker/test/{engine.Name}";

    public static string Job(Deployment engine) => $"{Key(engine)}#app/tidy";

    public static string App(Deployment engine) => $"{engine.Name}-app-1";

    public static async Task<StacksHost> StartAsync(PlayedWishes wishes, LeapingClock clock, TestDatabase? database = null, params (string Key, string? Value)[] settings)
    {
        (string Key, string? Value)[] usual = [("STACK_TEST_DB", "hunter2hunter2"), ("Stacks:RetryAfter", "00:00:00.500"), ("Stacks:CallTimeout", "00:00:05")];
        return await StacksHost.StartAsync(
            database ?? await TestDatabase.CreateAsync(),
            wishes,
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton(new OwnContainer(null));
                services.AddSingleton<IStackExecutor, DockerExecutor>();
            },
            [.. settings, .. usual.ExceptBy(settings.Select(it => it.Key), it => it.Key)]);
    }

    /// <summary>Until a whole look since the last change has ended, and the job waits for its next time.</summary>
    public static Task WaitsAsync(StacksHost stacks, Deployment engine) => Eventually.TrueAsync(
        async () => (await JobAsync(stacks, engine))?.NextDueAt is not null
            && await stacks.QueryAsync<long>($"SELECT count(*) FROM operation WHERE kind = 'job' AND state = 'running' AND key = '{Job(engine)}'") == 0
            && await stacks.WorkAsync(Key(engine)) is { Outcome: "Converged" },
        "the job counts");

    public static async Task<Contract.Job?> JobAsync(StacksHost stacks, Deployment engine) =>
        (await stacks.Stacks.ListJobsAsync(new Contract.ListJobsRequest(), StacksHost.Operator)).Jobs.SingleOrDefault(it => it.Key == Job(engine));

    /// <summary>The job's operations, the newest first, once there are so many and all have ended.</summary>
    public static async Task<IReadOnlyList<Contract.Operation>> EndedAsync(StacksHost stacks, Deployment engine, int count)
    {
        IReadOnlyList<Contract.Operation> found = [];
        await Eventually.TrueAsync(
            async () => (found = await stacks.OperationsAsync($"{engine.Name}#app/tidy")).Count >= count && found.All(it => it.State != "running"), $"{count} runs have ended");
        Assert.Equal(count, found.Count);
        return found;
    }

    /// <summary>To one second after the hour, when an hourly job is due.</summary>
    /// <returns>The hour, UTC.</returns>
    public static DateTime LeapToNextHour(LeapingClock clock)
    {
        var now = clock.GetUtcNow();
        var due = now.Date + TimeSpan.FromHours(now.Hour + 1);
        clock.Leap(due + TimeSpan.FromSeconds(1) - now.DateTime);
        return due;
    }
}
