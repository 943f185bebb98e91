using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Sources;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Inventory.Traefik.Api;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using SecretReference = HomeLab.Lab.Kinds.SecretReference;

namespace HomeLab.Inventory.Tests.Traefik;

/// <summary>Against answers in the shape of Traefik's API.</summary>
public sealed class TraefikProxiesTests : IAsyncLifetime
{
    FakeTraefik traefik = null!;

    public async Task InitializeAsync() => traefik = await FakeTraefik.StartAsync();

    public async Task DisposeAsync() => await traefik.DisposeAsync();

    [Proves("DNS-6")]
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Routers_get_the_names_of_their_rules_and_lose_them_when_they_are_gone()
    {
        traefik.Http["photos@file"] = new("Host(`photos.example.org`) || Host(`pics.example.org`)");
        traefik.Http["intern@file"] = new("Host(`intern.example.org`)", ["lan"]);
        traefik.Http["wiki@docker"] = new("Host(`wiki.example.org`)");
        traefik.Http["api@internal"] = new("Host(`api.example.org`)");
        traefik.Http["any@file"] = new("PathPrefix(`/`)");
        traefik.Tcp["db@file"] = new("HostSNI(`db.example.org`)");
        await using var source = await StartAsync("file");

        var first = await source.UntilReasonAsync("");
        traefik.Http["photos@file"] = new("Host(`photos.example.org`)", Status: "disabled");
        await source.UntilAsync(it => Names(it).SequenceEqual(["db.example.org", "photos.example.org stopped"]), "one name less, and its router is out of order");
        traefik.Http.Remove("photos@file", out _);
        await source.UntilAsync(it => Names(it).SequenceEqual(["db.example.org"]), "a router that went takes its name with it");

        Assert.Equal(["db.example.org", "photos.example.org", "pics.example.org"], Names(first));
        Assert.Equal("EntryPointNotPublished", first.Endpoints.Single(it => it.Host == "intern.example.org").RefusedCode);
        Assert.DoesNotContain(first.Endpoints, it => it.Host is "wiki.example.org" or "api.example.org");
        Assert.Equal("home.example.org", first.Endpoints.First(it => it.Publication is not null).Publication.Target);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_cannot_be_read_loses_no_name()
    {
        traefik.Http["photos@file"] = new("Host(`photos.example.org`)");
        traefik.Http["wiki@consul"] = new("Host(`wiki.example.org`)");
        await using var source = await StartAsync();
        await source.UntilAsync(it => Names(it).Count() == 2, "both names are published");

        foreach (var (trouble, code) in new[]
        {
            (FakeTraefik.Trouble.Hangs, "Timeout"), (FakeTraefik.Trouble.Status401, "Forbidden"), (FakeTraefik.Trouble.Status404, "NotFound"),
            (FakeTraefik.Trouble.Status403, "Forbidden"), (FakeTraefik.Trouble.Status429, "TooManyRequests"), (FakeTraefik.Trouble.Status500, "ServerError"),
            (FakeTraefik.Trouble.IsSomebodyElse, "MalformedAnswer"), (FakeTraefik.Trouble.Truncates, "ConnectionLost"), (FakeTraefik.Trouble.ListsNothing, "ProviderSilent"),
            (FakeTraefik.Trouble.Repeats, "Stale"), (FakeTraefik.Trouble.IsAnother, "IdentityChanged"),
        })
        {
            traefik.Now = trouble;
            Assert.Equal(["photos.example.org", "wiki.example.org"], Names(await source.UntilReasonAsync(code)));
        }
        traefik.Now = FakeTraefik.Trouble.None;
        Assert.Equal(["photos.example.org", "wiki.example.org"], Names(await source.UntilReasonAsync("")));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_provider_that_lists_nothing_any_more_keeps_its_names_and_the_others_go_on()
    {
        traefik.Http["photos@file"] = new("Host(`photos.example.org`)");
        traefik.Http["wiki@consul"] = new("Host(`wiki.example.org`)");
        traefik.Http["docs@file"] = new("Host(`docs.example.org`)");
        await using var source = await StartAsync();
        await source.UntilAsync(it => Names(it).Count() == 3, "the names are published");

        traefik.Http.Remove("wiki@consul", out _);
        await source.UntilReasonAsync("ProviderSilent");
        traefik.Http.Remove("docs@file", out _);

        await source.UntilAsync(it => Names(it).SequenceEqual(["photos.example.org", "wiki.example.org"]), "what another provider no longer has goes");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task One_that_was_started_anew_goes_on_where_it_has_something_of_what_was()
    {
        traefik.Http["photos@file"] = new("Host(`photos.example.org`)");
        traefik.Http["wiki@file"] = new("Host(`wiki.example.org`)");
        await using var source = await StartAsync();
        await source.UntilAsync(it => Names(it).Count() == 2, "both names are published");

        traefik.StartedAt = "2026-02-03T04:05:06.789Z";
        traefik.Http.Remove("wiki@file", out _);
        await source.UntilAsync(it => Names(it).SequenceEqual(["photos.example.org"]), "what it no longer has goes");
        traefik.Http["other@file"] = new("Host(`other.example.org`)");
        traefik.Http.Remove("photos@file", out _);

        await source.UntilAsync(it => Names(it).SequenceEqual(["other.example.org"]), "in one process everything may become something else");
    }

    Task<RunningSource> StartAsync(params string[] providers) => RunningSource.StartAsync(
        new LabSpec
        {
            Traefik =
            [
                new TraefikSource
                {
                    Name = "edge", Url = traefik.Url, Providers = providers, Publish = new PublishSpec { Target = "home.example.org", EntryPoints = ["websecure"] },
                },
            ],
            Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "TOKEN" }, Zones = ["example.org"] },
        },
        database => new TraefikProxies(
            new SourceAddresses(new ConfigurationBuilder().Build()), database.Observations, database.Options, TimeProvider.System),
        new InventoryOptions
        {
            Lab = "/nowhere",
            CallTimeout = TimeSpan.FromSeconds(2),
            RetryAfter = TimeSpan.FromMilliseconds(500),
            FullReadInterval = TimeSpan.FromSeconds(1),
            FastestPoll = TimeSpan.FromMilliseconds(200),
        });

    static IEnumerable<string> Names(Snapshot snapshot) => snapshot.Endpoints.Where(it => it.Publication is not null)
        .Select(it => it.IsRunning ? it.Host : $"{it.Host} stopped").Order(StringComparer.Ordinal);
}
