using HomeLab.Komodo.Updates;
using HomeLab.Testing;

namespace HomeLab.Komodo.Tests;

public class UpdateTests
{
    [Theory]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task What_happens_is_told_as_it_happens_and_listed_afterwards(string version)
    {
        await using var core = await SimulatedCore.StartAsync(version);
        using var client = core.Client();
        await using var updates = client.FollowUpdatesAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        Assert.Null(updates.Current);
        await Eventually.TrueAsync(() => core.Host.KomodoFollowers("lab") == 1, "Core has taken the follower in");

        await core.ControlAsync(HttpMethod.Post, "stacks/stack-07/deploy");
        List<UpdateSummary> told = [];
        while (told.Count < 2 && await updates.MoveNextAsync())
            told.Add(updates.Current!);

        Assert.Equal(["DeployStack InProgress", "DeployStack Complete"], told.Select(it => $"{it.Operation} {it.Status}"));
        Assert.Equal(told[1], (await client.ListUpdatesAsync(default))[0]);
    }

    [Fact]
    public async Task A_connection_that_ends_is_an_error()
    {
        await using var core = await SimulatedCore.StartAsync();
        using var client = core.Client();
        await using var updates = client.FollowUpdatesAsync(CancellationToken.None).GetAsyncEnumerator();
        await updates.MoveNextAsync();
        await Eventually.TrueAsync(() => core.Host.KomodoFollowers("lab") == 1, "Core has taken the follower in");

        await core.ControlAsync(HttpMethod.Post, "cut");

        var failure = await Assert.ThrowsAsync<KomodoException>(async () => await updates.MoveNextAsync());
        Assert.Equal(KomodoFailure.Unavailable, failure.Failure);
    }

    [Fact]
    public async Task A_key_that_is_refused_is_told()
    {
        await using var core = await SimulatedCore.StartAsync();
        using var client = core.Client(new KomodoKey("K-nobody", "S-nobody-secret"));
        await using var updates = client.FollowUpdatesAsync(CancellationToken.None).GetAsyncEnumerator();

        var failure = await Assert.ThrowsAsync<KomodoException>(async () => await updates.MoveNextAsync());

        Assert.Equal(KomodoFailure.KeyRefused, failure.Failure);
    }
}
