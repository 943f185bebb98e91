using HomeLab.Inventory.Repositories.Pulls;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using GetSnapshotRequest = HomeLab.Contracts.Grpc.Inventory.GetSnapshotRequest;
using Scope = HomeLab.Contracts.Grpc.Inventory.Scope;

namespace HomeLab.Inventory.Tests.Repositories.Pulls;

public sealed class PullRequestObserverTests
{
    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("github", "/api/v3")]
    [InlineData("gitea", "/api/v1")]
    public async Task Open_pull_requests_of_all_pages_are_seen_and_go_once_they_are_closed(string kind, string path)
    {
        await using var database = await InventoryDatabase.CreateAsync();
        await using var forge = await SimulatedForge.StartAsync();
        forge.Open = [.. Enumerable.Range(1, 5).Select(it => SimulatedForge.Pull(it, $"Update app to v{it}"))];
        using var http = new HttpClientHandler();
        var observer = await ObserverAsync(database, forge, http, kind, path, SimulatedForge.Token);

        await observer.LookAsync(CancellationToken.None);
        Assert.Equal(["pulls/home/1", "pulls/home/2", "pulls/home/3", "pulls/home/4", "pulls/home/5"], await SeenAsync(database));

        forge.Open = [SimulatedForge.Pull(4, "Update app to v4")];
        await observer.LookAsync(CancellationToken.None);
        Assert.Equal(["pulls/home/4"], await SeenAsync(database));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_forge_that_refuses_takes_nothing_away_and_its_token_is_in_no_reason()
    {
        await using var database = await InventoryDatabase.CreateAsync();
        await using var forge = await SimulatedForge.StartAsync();
        forge.Open = [SimulatedForge.Pull(1, "Update app")];
        using var http = new HttpClientHandler();
        await (await ObserverAsync(database, forge, http, "github", "/api/v3", SimulatedForge.Token)).LookAsync(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<SourceUnavailableException>(
            async () => await (await ObserverAsync(database, forge, http, "github", "/api/v3", "canary-of-another")).LookAsync(CancellationToken.None));

        Assert.Equal("Unauthorized", refused.Why.Code);
        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(["pulls/home/1"], await SeenAsync(database));
    }

    static async Task<PullRequestObserver> ObserverAsync(
        InventoryDatabase database, SimulatedForge forge, HttpMessageHandler handler, string kind, string path, string token)
    {
        var spec = new RepositorySpec
        {
            Name = "home", Url = $"{forge.Url}/home/lab.git", Token = new SecretReference { Env = "FORGE" }, Pulls = new PullsSpec { Forge = kind, Url = forge.Url + path },
        };
        var secrets = new SecretReader(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["FORGE"] = token }).Build());
        var lease = await database.LeaseAsync(SourceNames.OfPulls(spec));
        return new PullRequestObserver(
            spec, lease, new ForgeClient(new HttpClient(handler, disposeHandler: false), spec, new Uri(spec.Pulls.Url!)), secrets, database.Observations, TimeProvider.System);
    }

    static async Task<IEnumerable<string>> SeenAsync(InventoryDatabase database) =>
        (await database.SnapshotAsync(new GetSnapshotRequest { Scopes = { Scope.Resources } })).Resources.Select(it => it.Address);
}
