using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Holding;

public sealed class DeploymentHoldTests
{
    const string Web = "docker/nas/web";

    static DesiredStack Wish(string digest)
    {
        var stack = Some.Stack(Web);
        (stack.Digest, stack.HealthyWithin) = (digest, Duration.FromTimeSpan(TimeSpan.FromMinutes(5)));
        return stack;
    }

    static async Task<StacksHost> StartAsync(PlayedWishes wishes, PlayedHost host)
    {
        wishes.Want(Wish("one"));
        var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host));
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await stacks.UntilAsync(Web, "Converged");
        return stacks;
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_runs_is_held_while_it_is_changed_and_released_at_the_end()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        await using var stacks = await StartAsync(wishes, host);
        Assert.Empty(wishes.Holds.Calls);

        host.Answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        wishes.Want(Wish("two"));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "two", "it is being changed");
        PlacedHold? placed = null;
        wishes.Change(it => placed = it.Holds.SingleOrDefault()?.Clone());
        host.Answers.SetResult();
        await Eventually.TrueAsync(() => wishes.Holds.Calls.Count == 2, "it is released");

        Assert.Equal("docker/nas/web", placed?.Scope);
        Assert.True(placed!.Until.ToDateTimeOffset() > TimeProvider.System.GetUtcNow().AddMinutes(5));
        Assert.Equal(["place docker/nas/web", "release 1"], wishes.Holds.Calls);
        Assert.Equal("succeeded", (await stacks.OperationsAsync("web"))[0].State);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task That_nobody_takes_a_hold_is_said_and_keeps_nothing_back()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Holds.IsRefusing = true;
        await using var stacks = await StartAsync(wishes, host);

        wishes.Want(Wish("two"));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web"))[0] is { Kind: "update", State: "succeeded" }, "it is updated");

        Assert.Equal(1L, await stacks.QueryAsync<long>("SELECT count(*) FROM operation_line WHERE text LIKE 'No hold could be placed on docker/nas/web: Unavailable%'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_hold_that_was_left_behind_holds_nothing_of_ours_and_is_released()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        await using var stacks = await StartAsync(wishes, host);

        // As of a process that died in the middle.
        wishes.Change(it => it.Holds.Add(new PlacedHold { Id = "left", Scope = Web, Reason = "", PlacedBy = "stacks", Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)) }));
        await stacks.QueryAsync<string>($"INSERT INTO deployment_hold (key, id, until) VALUES ('{Web}', 'left', now() + interval '1 hour') RETURNING id");
        await stacks.LookAsync(Web);

        Assert.Contains("release left", wishes.Holds.Calls);
        Assert.Equal("Converged", (await stacks.LookAsync(Web)).Outcome);
    }
}
