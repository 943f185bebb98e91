using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Executing;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Tests.Reconciling;

public sealed class StackRestartTests
{
    const string Web = "docker/nas/web";

    static DesiredStack Wish(string digest = "one")
    {
        var stack = Some.Stack(Web);
        (stack.Digest, stack.HealthyWithin) = (digest, Duration.FromTimeSpan(TimeSpan.FromMinutes(5)));
        return stack;
    }

    static async Task<StacksHost> StartAsync(PlayedWishes wishes, PlayedHost host)
    {
        wishes.Want(Wish());
        var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host));
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await stacks.UntilAsync(Web, "Converged");
        return stacks;
    }

    static async Task<Contract.RestartResponse> RestartAsync(StacksHost stacks, string service = "") =>
        await stacks.Stacks.RestartAsync(new Contract.RestartRequest { Stack = "web", Service = service }, StacksHost.Operator);

    static async Task<Status> RefusalAsync(StacksHost stacks, string service = "") =>
        (await Assert.ThrowsAsync<RpcException>(() => RestartAsync(stacks, service))).Status;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_restart_is_an_operation_of_the_person_who_asked_for_it_and_is_done_once()
    {
        var host = new PlayedHost();
        await using var stacks = await StartAsync(new PlayedWishes(), host);

        var answer = await RestartAsync(stacks);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web"))[0] is { Kind: "restart", State: "succeeded" }, "it is restarted");
        await stacks.LookAsync(Web);

        var operation = (await stacks.OperationsAsync("web"))[0];
        Assert.Equal((answer.Operation, "ada", "Operator"), (operation.Id, operation.Actor, operation.Cause));
        Assert.Equal([$"create {Web} one", $"restart {Web} one"], host.Calls);
        Assert.Equal("ada", await stacks.QueryAsync<string>("SELECT actor FROM homelab.ledger WHERE action = 'restart' ORDER BY id LIMIT 1"));
        Assert.Empty(await stacks.FactsAsync<Contracts.Stacks.StackDrifted>());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_restart_is_refused_under_a_hold_of_an_unknown_service_and_while_another_operation_runs()
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        await using var stacks = await StartAsync(wishes, host);

        var unknown = await RefusalAsync(stacks, "db");
        host.Answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        wishes.Want(Wish("two"));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "two", "an update runs");
        var busy = await RefusalAsync(stacks);
        host.Answers.SetResult();
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web"))[0] is { Kind: "update", State: "succeeded" }, "the update ends");
        wishes.Change(it => it.Holds.Add(new PlacedHold { Scope = "docker/nas", Reason = "moving house", PlacedBy = "bob", Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)) }));
        var held = await RefusalAsync(stacks);

        Assert.Equal((StatusCode.InvalidArgument, "it has app alone"), (unknown.StatusCode, unknown.Detail));
        Assert.Equal(StatusCode.FailedPrecondition, busy.StatusCode);
        Assert.StartsWith($"The operation update runs on {Web}", busy.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.FailedPrecondition, held.StatusCode);
        Assert.Contains("moving house", held.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Calls, it => it.StartsWith("restart", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_restart_that_a_crash_cut_off_is_gone_on_with_and_nothing_is_restarted_twice()
    {
        var (wishes, host, database) = (new PlayedWishes(), new PlayedHost(), await TestDatabase.CreateAsync());
        wishes.Want(Wish());
        var dying = await StacksHost.StartAsync(database, wishes, services => services.AddSingleton<IStackExecutor>(host), ("Stacks:CallTimeout", "00:00:02"));
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await dying.UntilAsync(Web, "Converged");

        host.Answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await RestartAsync(dying);
        await Eventually.TrueAsync(() => host.Calls.Contains($"restart {Web} one"), "it is restarted, and nobody hears of it");
        await dying.StopAsync();
        host.Answers = null;
        await using var stacks = await StacksHost.StartAsync(database, wishes, services => services.AddSingleton<IStackExecutor>(host), ("Stacks:CallTimeout", "00:00:02"));
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web"))[0] is { Kind: "restart", State: "succeeded" }, "the restart ends");

        Assert.Equal([$"create {Web} one", $"restart {Web} one"], host.Calls);
    }
}
