using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Docker;

/// <summary>Against answers in the shape of the Engine API's documentation.</summary>
public class SwarmServicesTests
{
    const string Part = "docker/host/swarm";

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Services_of_a_swarm_get_the_names_of_their_labels_and_keep_them_while_nothing_runs()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Swarm = "swarm-1";
        engine.Services["photos"] = Serving("photos.example.org");
        await using var observer = await StartAsync(engine);

        await observer.UntilAsync(it => Names(it).SequenceEqual(["photos.example.org running"]), "its name is published");
        engine.Services["photos"] = Serving("photos.example.org") with { Replicas = 0 };
        engine.Services["wiki"] = Serving("wiki.example.org");
        var seen = await observer.UntilAsync(it => Names(it).SequenceEqual(["photos.example.org stopped", "wiki.example.org running"]), "it is scaled down, another comes");
        engine.Services.Remove("photos", out _);
        await observer.UntilAsync(it => Names(it).SequenceEqual(["wiki.example.org running"]), "one that was removed goes");

        var photos = seen.Resources.Single(it => it.Name == "photos");
        Assert.Equal(("docker/host/swarm/service/photos", "docker.service", "homelab-test:1", Part), (photos.Address, photos.Kind, photos.Image, photos.Source));
        Assert.Equal("home.example.org", seen.Endpoints[0].Publication.Target);
        Assert.Equal("swarm-1", SourceOf(seen).Identity);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Services_stay_while_nobody_can_tell_of_them()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Swarm = "swarm-1";
        engine.Services["photos"] = Serving("photos.example.org");
        await using var observer = await StartAsync(engine);
        await observer.UntilAsync(it => Names(it).Any(), "its name is published");

        engine.Swarm = null;
        var left = await UntilReasonAsync(observer, "NotManager");
        engine.Swarm = "swarm-2";
        var other = await UntilReasonAsync(observer, "IdentityChanged");
        engine.Services["photos"] = Serving("photos.example.org") with { IsListed = false };
        engine.Swarm = "swarm-1";
        var shortened = await UntilReasonAsync(observer, "");
        engine.Misbehaviour = Misbehaviour.Forbidden;
        engine.EndStreams();
        var forbidden = await UntilReasonAsync(observer, "Forbidden");

        Assert.All([left, other, shortened, forbidden], it => Assert.Equal(["photos.example.org running"], Names(it)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_host_without_a_swarm_has_no_such_part_and_one_that_left_an_empty_one_is_at_rest()
    {
        await using var engine = await FakeEngine.StartAsync();
        await using var observer = await StartAsync(engine);
        Assert.DoesNotContain((await observer.UntilReasonAsync("")).Sources, it => it.Name == Part);

        engine.Swarm = "swarm-1";
        await UntilReasonAsync(observer, "");
        engine.Swarm = null;
        var lists = engine.Lists;
        await Eventually.TrueAsync(() => engine.Lists >= lists + 3, "it is looked at again");
        var readAt = await ReadAtAsync(observer);
        await Eventually.TrueAsync(async () => await ReadAtAsync(observer) > readAt, "it is known anew that there is nothing");

        await UntilReasonAsync(observer, "");
    }

    static Task<DateTime> ReadAtAsync(RunningObserver observer) => observer.Database.QueryAsync<DateTime>($"SELECT read_at FROM source WHERE name = '{Part}'");

    static FakeService Serving(string host) => new(new() { ["traefik.http.routers.web.rule"] = $"Host(`{host}`)", ["secret"] = "not read" });

    static Task<RunningObserver> StartAsync(FakeEngine engine) => RunningObserver.StartAsync(engine.Endpoint, fullReadInterval: TimeSpan.FromMilliseconds(100));

    static Task<Snapshot> UntilReasonAsync(RunningObserver observer, string code) => observer.UntilAsync(
        it => it.Sources.Any(source => source.Name == Part && source.ReasonCode == code && source.Complete == (code.Length == 0)), $"its services are {(code.Length > 0 ? code : "read")}");

    static Source SourceOf(Snapshot snapshot) => snapshot.Sources.Single(it => it.Name == Part);

    static IEnumerable<string> Names(Snapshot snapshot) =>
        snapshot.Endpoints.Where(it => it.Source == Part).Select(it => $"{it.Host} {(it.IsRunning ? "running" : "stopped")}").Order(StringComparer.Ordinal);
}
