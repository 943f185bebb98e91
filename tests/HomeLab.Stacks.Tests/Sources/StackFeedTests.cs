using HomeLab.Stacks.Sources;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Sources;

public sealed class StackFeedTests
{
    const string Row = "SELECT xmin::text FROM lab";

    static Task<StacksHost> StartAsync(PlayedWishes wishes) => StacksHost.StartAsync(wishes, services: null, ("Stacks:ResyncInterval", "01:00:00"));

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nothing_is_written_while_nothing_changes_and_a_hold_is()
    {
        var wishes = new PlayedWishes();
        wishes.Want(Some.Stack("docker/nas/web"));
        await using var stacks = await StartAsync(wishes);
        var feed = stacks.Services.GetRequiredService<StackFeed>();
        var first = await feed.ReadAsync(CancellationToken.None);
        var before = await stacks.QueryAsync<string>(Row);

        wishes.Change(it => it.Sources[0].Age = new() { Seconds = 7 });
        var second = await feed.ReadAsync(CancellationToken.None);
        Assert.Equal(before, await stacks.QueryAsync<string>(Row));
        Assert.Equal(first.Stacks, second.Stacks);

        wishes.Change(it => it.Holds.Add(new HomeLab.Contracts.Grpc.Inventory.PlacedHold { Scope = "docker/nas" }));
        Assert.Single((await feed.ReadAsync(CancellationToken.None)).Lab!.Holds);
        Assert.NotEqual(before, await stacks.QueryAsync<string>(Row));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_answer_that_was_asked_for_before_a_look_began_never_serves_it()
    {
        var wishes = new PlayedWishes();
        wishes.Want(Some.Stack("docker/nas/web"));
        await using var stacks = await StartAsync(wishes);
        var feed = stacks.Services.GetRequiredService<StackFeed>();
        await stacks.UntilAsync("docker/nas/web", "Stalled", "NoTarget");
        var (asked, answers) = (new TaskCompletionSource(), new TaskCompletionSource());
        wishes.BeforeAnswer = () =>
        {
            asked.TrySetResult();
            return answers.Task;
        };

        // The first asks and gets no answer; those who wait for it are asked for anew, once for all of them.
        var first = feed.ReadAsync(CancellationToken.None);
        await asked.Task;
        var waiting = Enumerable.Range(0, 5).Select(_ => feed.ReadAsync(CancellationToken.None)).ToList();
        var before = wishes.Asked;
        wishes.BeforeAnswer = () => Task.CompletedTask;
        wishes.Want(Some.Stack("docker/nas/new"));
        answers.SetException(new InvalidOperationException("It came to nothing."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.All(await Task.WhenAll(waiting), it => Assert.Contains("docker/nas/new", it.Stacks.Keys));
        // The service asks by itself now and then.
        Assert.InRange(wishes.Asked, before + 1, before + 2);
    }
}
