using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.Stacks.Executing;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Reconciling;

public sealed class DriftTests
{
    const string Web = "docker/nas/web";

    static async Task<StacksHost> StartAsync(PlayedWishes wishes, PlayedHost host)
    {
        var stack = Some.Stack(Web);
        (stack.Digest, stack.HealthyWithin) = ("one", Duration.FromTimeSpan(TimeSpan.FromMinutes(5)));
        wishes.Want(stack);
        var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host));
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await stacks.UntilAsync(Web, "Converged");
        return stacks;
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_somebody_changes_and_is_respected_is_told_once_and_closed_when_it_is_gone()
    {
        var host = new PlayedHost();
        await using var stacks = await StartAsync(new PlayedWishes(), host);

        host.Edited[Web] = [new DriftedField("app", "state")];
        await stacks.LookAsync(Web);
        await stacks.LookAsync(Web);
        var told = Assert.Single(await stacks.FactsAsync<StackDrifted>());
        Assert.Equal(["app: state"], told.Fields);
        var shown = await stacks.StackAsync("web");
        Assert.Equal("app state", $"{Assert.Single(shown.Drift).Service} {shown.Drift[0].Field}");
        Assert.NotNull(shown.DriftedAt);
        Assert.Empty(await stacks.FactsAsync<StackDriftEnded>());

        host.Edited[Web] = [new DriftedField("app", "state"), new DriftedField("db", "state")];
        await stacks.LookAsync(Web);
        Assert.Equal(2, (await stacks.FactsAsync<StackDrifted>()).Count);

        host.Edited.Clear();
        await stacks.LookAsync(Web);
        await stacks.LookAsync(Web);
        Assert.Equal(Web, Assert.Single(await stacks.FactsAsync<StackDriftEnded>()).Stack);
        Assert.Empty((await stacks.StackAsync("web")).Drift);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_mended_at_once_is_told_too_and_that_it_is_mended()
    {
        var host = new PlayedHost();
        await using var stacks = await StartAsync(new PlayedWishes(), host);

        host.Remove(Web);
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(async () => (await stacks.FactsAsync<StackDriftEnded>()).Count == 1, "it is told that it is gone");

        Assert.Equal("one", host.RunningOf(Web));
        Assert.Equal(["app: container"], Assert.Single(await stacks.FactsAsync<StackDrifted>()).Fields);
        Assert.Empty((await stacks.StackAsync("web")).Drift);
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("approve", "Proposed", "ApprovalRequired")]
    [InlineData("dryRun", "Previewed", "")]
    public async Task Where_the_lab_says_so_drift_is_told_and_left(string apply, string outcome, string reason)
    {
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        await using var stacks = await StartAsync(wishes, host);
        wishes.Change(it => it.Policy.Kinds["Stack"] = new KindPolicy { Apply = apply });
        await stacks.LookAsync(Web);

        host.Remove(Web);
        await stacks.WakeAsync(Web);
        await stacks.UntilAsync(Web, outcome, reason);
        await stacks.LookAsync(Web);

        Assert.Null(host.RunningOf(Web));
        Assert.Single(await stacks.FactsAsync<StackDrifted>());
        Assert.Empty(await stacks.FactsAsync<StackDriftEnded>());
        Assert.Equal("container", Assert.Single((await stacks.StackAsync("web")).Drift).Field);
    }
}
