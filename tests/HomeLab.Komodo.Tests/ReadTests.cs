namespace HomeLab.Komodo.Tests;

public class ReadTests
{
    [Theory]
    [InlineData("1.19.5")]
    [InlineData("2.1.0")]
    [InlineData("2.3.2")]
    public async Task Every_version_is_read_whole(string version)
    {
        await using var core = await SimulatedCore.StartAsync(version);
        using var client = core.Client();

        var told = await client.GetVersionAsync(default);
        var stacks = await client.ListStacksAsync(default);
        var documents = await client.ListStackDocumentsAsync(default);
        var servers = await client.ListServersAsync(default);

        Assert.Equal(version, told.Text);
        Assert.Equal(version[0] == '1', (await client.GetCoreInfoAsync(default)).PublicKey is null);
        Assert.True((await client.GetUserAsync(told, default)).SeesAll("Stack"));
        Assert.Equal(40, stacks.Count);
        Assert.Equal(stacks.Select(it => it.Id), documents.Select(it => it.Id));
        Assert.Equal([("attic", false), ("nas", true)], servers.Select(it => (it.Name, it.IsReached)));
        Assert.Equal("https://192.0.2.5:8120", servers[0].Info.Address);
        Assert.Equal("running", stacks[0].Info.State);
        Assert.Equal("unknown", stacks[39].Info.State);
        Assert.Equal(("app", "example/app:1"), (stacks[0].Info.Services[0].Service, stacks[0].Info.Services[0].Image));
        Assert.Equal(("zero", "stack-01"), (documents[0].Project, documents[1].Project));
        Assert.Equal("stacks", Assert.Single(await client.ListResourceSyncsAsync(default)).Name);
    }

    [Theory]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task Containers_have_the_engines_ids_and_a_server_that_is_not_reached_has_none(string version)
    {
        await using var core = await SimulatedCore.StartAsync(version);
        using var client = core.Client();

        var containers = await client.ListContainersAsync("nas", default);
        var service = Assert.Single(await client.ListStackServicesAsync("stack-00", default));

        Assert.Equal(35, containers.Count);
        Assert.All(containers, it => Assert.Equal((64, "app"), (it.Id!.Length, it.Service)));
        Assert.Contains(containers, it => it.Id == service.Container!.Id && it.Project == "zero");
        Assert.Empty(await client.ListContainersAsync("attic", default));
        Assert.Null(Assert.Single(await client.ListStackServicesAsync("stack-39", default)).Container);
    }

    [Theory]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task What_is_not_there_is_told_from_what_may_not_be_seen(string version)
    {
        await using var core = await SimulatedCore.StartAsync(version);
        using var client = core.Client();
        using var guest = core.Client(SimulatedCore.Guest);

        Assert.True(await client.HasStackAsync("stack-07", default));
        Assert.False(await client.HasStackAsync("0123456789abcdef01234567", default));
        Assert.False(await client.HasServerAsync("nope", default));
        Assert.False(await client.HasResourceSyncAsync("nope", default));
        Assert.Equal(["stack-00"], (await guest.ListStacksAsync(default)).Select(it => it.Name));
        Assert.Equal(KomodoFailure.Forbidden, (await Assert.ThrowsAsync<KomodoException>(() => guest.HasStackAsync("stack-07", default))).Failure);
        var user = await guest.GetUserAsync(await guest.GetVersionAsync(default), default);
        Assert.Equal((false, true), (user.SeesAll("Stack"), user.SeesAll("Server")));
    }
}
