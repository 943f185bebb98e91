using Docker.DotNet.Models;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Tests.Docker;
using HomeLab.Stacks.Tests.Images;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using static HomeLab.Stacks.Tests.Jobs.JobTrial;

namespace HomeLab.Stacks.Tests.Jobs;

/// <summary>What keeps a job that is due from being run, at a real Engine; the clock is set forward.</summary>
public sealed class JobObstacleTests
{
    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task Under_a_hold_a_job_waits_and_is_run_late_once_that_has_ended_or_told_as_missed()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo one >> /tmp/runs"));
        await using var stacks = await StartAsync(wishes, clock);
        await WaitsAsync(stacks, engine);

        wishes.Change(it => it.Holds.Add(Hold($"stack/{Key(engine)}", clock.GetUtcNow() + (2 * Hour))));
        LeapToNextHour(clock);
        await stacks.UntilAsync(Job(engine), "Waiting", "Held");
        Assert.Empty(await stacks.OperationsAsync($"{engine.Name}#app/tidy"));
        wishes.Change(it => it.Holds.Clear());
        Assert.Equal("succeeded", (await EndedAsync(stacks, engine, 1))[0].State);
        Assert.Equal("one\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
        await stacks.UntilAsync(Job(engine), "Converged");

        // Of the whole host, for longer than a job may be late; it ends by itself.
        wishes.Change(it => it.Holds.Add(Hold("docker/test", clock.GetUtcNow() + (3 * Hour))));
        LeapToNextHour(clock);
        await stacks.UntilAsync(Job(engine), "Waiting", "Held");
        clock.Leap(Hour + TimeSpan.FromMinutes(1));
        var missed = (await EndedAsync(stacks, engine, 2))[0];
        Assert.Equal("failed", missed.State);
        Assert.Matches(@"^app/tidy was missed at .*Z \(and 1 times since\): ada holds docker/test until .*Z: Moving\.$", missed.Reason);
        Assert.Equal(missed.Reason, Assert.Single(await stacks.FactsAsync<StackFailed>()).Reason);
        Assert.Equal("one\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
        clock.Leap(3 * Hour);
        Assert.Equal("succeeded", (await EndedAsync(stacks, engine, 3))[0].State);
        Assert.Equal("one\none\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task In_a_container_of_another_installation_no_job_is_run()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo one >> /tmp/runs"));
        await using var stacks = await StartAsync(wishes, clock);
        await WaitsAsync(stacks, engine);

        // It would be the first that is found.
        var theirs = await RunTheirsAsync(engine);
        await stacks.UntilAsync(Key(engine), "Stalled", "OtherInstallation");
        LeapToNextHour(clock);
        Assert.Equal("succeeded", (await EndedAsync(stacks, engine, 1))[0].State);
        Assert.Equal("one\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));

        await engine.Client.Containers.RemoveContainerAsync(App(engine), new ContainerRemoveParameters { Force = true });
        LeapToNextHour(clock);
        await stacks.UntilAsync(Job(engine), "Waiting", "NotRunning");
        clock.Leap(Hour + TimeSpan.FromMinutes(1));
        Assert.Contains("no container of app runs that is this installation's", (await EndedAsync(stacks, engine, 2))[0].Reason, StringComparison.Ordinal);
        Assert.True((await engine.InspectAsync(theirs)).State.Running);
        Assert.DoesNotContain("one", await engine.ExecAsync(theirs, Runs.Split(' ')), StringComparison.Ordinal);
    }

    static PlacedHold Hold(string scope, DateTimeOffset until) =>
        new() { Id = scope, Scope = scope, Reason = "Moving.", PlacedBy = "ada", Until = Timestamp.FromDateTimeOffset(until) };

    /// <summary>A container of the same service that another installation made.</summary>
    static async Task<string> RunTheirsAsync(Deployment engine)
    {
        var labels = new Dictionary<string, string>((await engine.InspectAsync(App(engine))).Config.Labels) { [ComposeLabels.Installation] = "theirs", [ComposeLabels.Number] = "0" };
        var made = await engine.Client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = $"{engine.Name}-app-theirs", Image = engine.Image, Cmd = ["sleep", "86400"], Labels = labels, HostConfig = new HostConfig { Init = true },
        });
        await engine.Client.Containers.StartContainerAsync(made.ID, new ContainerStartParameters());
        return made.ID;
    }
}
