using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Executing;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Tests.Reconciling;

public sealed class StackReconcilerTests
{
    const string Web = "docker/nas/web";

    static DesiredStack Wish(string digest, string key = Web, TimeSpan? healthyWithin = null)
    {
        var stack = Some.Stack(key);
        (stack.Digest, stack.Commit, stack.HealthyWithin) = (digest, $"commit of {digest}", Duration.FromTimeSpan(healthyWithin ?? TimeSpan.FromMinutes(5)));
        return stack;
    }

    static Task<StacksHost> StartAsync(PlayedWishes wishes, PlayedHost host) => StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host));

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_wanted_is_deployed_once_and_what_changes_is_updated_once()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")).SingleOrDefault()?.State == "succeeded", "it is deployed");

        wishes.Want(Wish("two"));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")) is [{ State: "succeeded" }, _], "it is updated");
        await stacks.LookAsync(Web);

        Assert.Equal([$"create {Web} one", $"update {Web} two"], host.Calls);
        Assert.Equal(["update", "deploy"], (await stacks.OperationsAsync("web")).Select(it => it.Kind));
        var stack = await stacks.StackAsync("web");
        Assert.Equal((true, true, "commit of two"), (stack.IsDeployed, stack.IsAsWanted, stack.DeployedCommit));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_its_host_tells_otherwise_than_it_was_made_is_not_made_without_an_end()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        host.Forgotten[Web] = true;
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);

        await stacks.UntilAsync(Web, "Stalled", "Failed");

        Assert.Equal([$"create {Web} one", $"update {Web} one", $"update {Web} one"], host.Calls);
        Assert.Contains("still is not as wanted", (await stacks.OperationsAsync("web"))[0].Reason, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("STACK-19", "STACK-20")]
    public async Task What_does_not_become_healthy_goes_back_and_is_not_tried_again_by_itself()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Want(Wish("good"));
        await using var stacks = await StartAsync(wishes, host);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "good", "the good one runs");
        await stacks.UntilAsync(Web, "Converged");
        host.Unhealthy["bad"] = true;

        wishes.Want(Wish("bad", healthyWithin: TimeSpan.FromSeconds(1)));
        await stacks.WakeAsync(Web);
        await stacks.UntilAsync(Web, "Stalled", "RolledBack");

        Assert.Equal("good", host.RunningOf(Web));
        Assert.Equal([("rollback", "succeeded"), ("update", "failed"), ("deploy", "succeeded")], (await stacks.OperationsAsync("web")).Select(it => (it.Kind, it.State)));
        Assert.Contains("app did not become healthy", (await stacks.StackAsync("web")).FailedReason, StringComparison.Ordinal);
        var calls = host.Calls.Count;
        Assert.Equal("RolledBack", (await stacks.LookAsync(Web)).ReasonCode);
        Assert.Equal(calls, host.Calls.Count);

        // Somebody mended what was wrong elsewhere, and says so.
        host.Unhealthy.Clear();
        await stacks.Stacks.DeployAsync(new Contract.DeployRequest { Stack = "web" }, StacksHost.Operator);
        await stacks.UntilAsync(Web, "Converged");
        Assert.Equal("bad", host.RunningOf(Web));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_step_that_is_refused_ends_the_operation_and_a_first_one_has_nothing_to_go_back_to()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        host.Broken["one"] = true;
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);
        await stacks.UntilAsync(Web, "Stalled", "Failed");

        var operation = Assert.Single(await stacks.OperationsAsync("web"));
        Assert.Equal(("failed", "there is no such image"), (operation.State, operation.Reason));
        var lines = new List<string>();
        await foreach (var line in stacks.Stacks.WatchLog(new Contract.WatchLogRequest { Operation = operation.Id, Follow = true }, StacksHost.Operator).ResponseStream.ReadAllAsync())
            lines.Add($"{line.IsError} {line.Text}");
        Assert.Equal(["False create: nothing -> one", "True create: there is no such image"], lines);
        Assert.Single(host.Calls);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_host_that_refuses_for_longer_than_the_deadline_is_no_fault_of_the_wish()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Want(Wish("good"));
        await using var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host), ("Stacks:RetryAfter", "00:00:00.700"));
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "good", "the first runs");
        await stacks.UntilAsync(Web, "Converged");

        host.IsBusy = true;
        var calls = host.Calls.Count;
        wishes.Want(Wish("next", healthyWithin: TimeSpan.FromSeconds(1)));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(() => host.Calls.Count >= calls + 5, "it is tried again and again");
        host.IsBusy = false;

        await Eventually.TrueAsync(() => host.RunningOf(Web) == "next", "it runs once the host takes it");
        Assert.Equal(["update", "deploy"], (await stacks.OperationsAsync("web")).Select(it => it.Kind));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_comes_after_waits_until_what_comes_before_runs_as_wanted()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        var app = Wish("app", "docker/nas/app");
        app.After.Add("docker/nas/proxy");
        wishes.Want(app);
        wishes.Want(Wish("proxy", "docker/nas/proxy"));
        host.Unhealthy["proxy"] = true;
        await using var stacks = await StartAsync(wishes, host);
        await stacks.UntilAsync("docker/nas/app", "Waiting", "After");
        await Eventually.TrueAsync(() => host.RunningOf("docker/nas/proxy") == "proxy", "the proxy starts");
        await stacks.LookAsync("docker/nas/app");
        Assert.Equal(["create docker/nas/proxy proxy"], host.Calls);

        host.Unhealthy.Clear();

        await Eventually.TrueAsync(() => host.RunningOf("docker/nas/app") == "app", "the app follows");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_another_stack_makes_first_is_waited_for_and_not_missed()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost { IsBusy = true });
        var app = Wish("app", "docker/nas/app");
        app.After.Add("docker/nas/proxy");
        wishes.Want(app);
        wishes.Want(Wish("proxy", "docker/nas/proxy"));
        host.Needs["docker/nas/app"] = "docker/nas/proxy";
        await using var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host), ("Stacks:RetryAfter", "00:00:00.700"));
        await stacks.UntilAsync("docker/nas/app", "Waiting", "After");

        host.IsBusy = false;

        await Eventually.TrueAsync(() => host.RunningOf("docker/nas/app") == "app", "the app follows");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_nobody_declares_any_more_runs_on_until_a_person_approves_that_it_goes()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await stacks.UntilAsync(Web, "Converged");

        wishes.Change(it => it.Stacks.Clear());
        await stacks.WakeAsync(Web);
        await stacks.UntilAsync(Web, "Proposed", "Undeclared");
        Assert.Equal("one", host.RunningOf(Web));
        Assert.False((await stacks.StackAsync("web")).IsWanted);

        await stacks.ApproveAsync((await stacks.ProposalAsync(Web))!);
        await Eventually.TrueAsync(() => host.RunningOf(Web) is null, "it goes");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Of_a_repository_that_cannot_be_read_nothing_is_gone()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await stacks.UntilAsync(Web, "Converged");

        wishes.Change(it =>
        {
            it.Stacks.Clear();
            it.Sources[1].Complete = false;
        });

        Assert.Equal("Converged", (await stacks.LookAsync(Web)).Outcome);

        Assert.True((await stacks.StackAsync("web")).IsWanted);
        Assert.Null(await stacks.ProposalAsync(Web));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_plan_that_needs_approval_is_shown_before_anything_is_done()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Change(it => it.Policy.Kinds["Stack"] = new KindPolicy { Apply = "approve" });
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);
        await stacks.UntilAsync(Web, "Proposed", "ApprovalRequired");
        Assert.Empty(host.Calls);

        await stacks.ApproveAsync((await stacks.ProposalAsync(Web))!);

        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        Assert.Single(host.Calls);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nothing_is_done_under_a_hold()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Change(it => it.Holds.Add(new PlacedHold { Scope = "docker/nas", Reason = "moving house", PlacedBy = "ada", Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)) }));
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);

        await stacks.UntilAsync(Web, "Waiting", "Held");

        Assert.Empty(host.Calls);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_person_can_go_back_to_what_ran_before_and_it_stays_so()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "the first runs");
        await stacks.UntilAsync(Web, "Converged");
        wishes.Want(Wish("two"));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "two", "the second runs");
        await stacks.UntilAsync(Web, "Converged");

        var answer = await stacks.Stacks.RollbackAsync(new Contract.RollbackRequest { Stack = "web" }, StacksHost.Operator);
        Assert.Equal("commit of one", answer.Commit);
        await stacks.UntilAsync(Web, "Stalled", "RolledBack");
        Assert.Equal("one", host.RunningOf(Web));

        wishes.Want(Wish("three"));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "three", "another wish is another matter");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task While_Inventory_is_silent_stacks_stay_as_it_said_last()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        wishes.Want(Wish("one"));
        await using var stacks = await StartAsync(wishes, host);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await stacks.UntilAsync(Web, "Converged");

        wishes.IsSilent = true;
        host.Remove(Web);
        await stacks.WakeAsync(Web);

        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it is repaired");
        Assert.Equal("repair", (await stacks.OperationsAsync("web"))[0].Kind);
    }
}
