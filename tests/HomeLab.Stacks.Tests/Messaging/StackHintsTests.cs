using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Messaging;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Sources;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Messaging;

public sealed class StackHintsTests
{
    static readonly RepositoryRevised Commit = new()
    {
        Repository = "home", Commit = "c2", PreviousCommit = "c1", Paths = [], PathCount = 0, Objects = [], ObjectCount = 0, Epoch = "e1", Revision = 2,
    };

    static readonly ResourceChanged Container = new()
    {
        Address = "docker/nas/web/app", Source = "docker/nas", Epoch = "e1", Revision = 3,
    };

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_commit_is_news_to_stacks_that_are_another_by_it_and_to_no_other()
    {
        var wishes = Wishes("docker/nas/web", "docker/nas/db");
        await using var stacks = await StartAsync(wishes, new PlayedHost());
        using var hints = Hints(stacks);
        await stacks.UntilAsync("docker/nas/web", "Applied");
        await stacks.UntilAsync("docker/nas/db", "Applied");
        Assert.Empty(await hints.KeysOfAsync(Commit, CancellationToken.None));

        var changed = Some.Stack("docker/nas/web");
        changed.Digest = new string('f', 64);
        wishes.Want(changed);

        Assert.Equal(["docker/nas/web"], (await hints.KeysOfAsync(Commit, CancellationToken.None)).Select(it => it.Key));
        Assert.Equal(["docker/nas/web"], (await hints.KeysOfAsync(Container, CancellationToken.None)).Select(it => it.Key));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_stack_whose_look_has_not_begun_is_not_told_once_more_and_one_that_is_looked_at_is()
    {
        var host = new PlayedHost { Answers = new TaskCompletionSource() };
        await using var stacks = await StartAsync(Wishes("docker/nas/web", "docker/nas/db", "docker/pi/dns"), host, ("Reconciliation:Concurrency", "1"));
        using var hints = Hints(stacks);
        await Eventually.TrueAsync(() => !host.Calls.IsEmpty, "one of them is being made");

        var told = Assert.Single(await hints.KeysOfAsync(Commit, CancellationToken.None));

        Assert.Equal($"create {told.Key} digest of {told.Key}", Assert.Single(host.Calls));
        host.Answers.SetResult();
    }

    static PlayedWishes Wishes(params string[] keys)
    {
        var wishes = new PlayedWishes();
        foreach (var key in keys)
        {
            var stack = Some.Stack(key);
            stack.HealthyWithin = new() { Seconds = 300 };
            wishes.Want(stack);
        }
        return wishes;
    }

    static Task<StacksHost> StartAsync(PlayedWishes wishes, PlayedHost host, params (string Key, string? Value)[] settings) =>
        StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host), [("Stacks:ResyncInterval", "01:00:00"), .. settings]);

    static StackHints Hints(StacksHost stacks) => new(
        stacks.Services.GetRequiredService<StackFeed>(), stacks.Services.GetRequiredService<StackStates>(), stacks.Services.GetRequiredService<WorkQueue>());
}
