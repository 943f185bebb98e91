using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Images;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Tests.Images;

/// <summary>The service with a real registry and hosts in memory, on a clock that is set forward.</summary>
public sealed class StackUpdateTests
{
    const string Web = "docker/nas/web";

    /// <summary>Longer than the interval in which registries are asked.</summary>
    static readonly TimeSpan NextAsk = TimeSpan.FromHours(7);

    readonly PlayedWishes wishes = new();
    readonly LeapingClock clock = new();
    readonly RegistryLine line = new();

    static DesiredStack Wish(TestRegistry registry, string key = Web, string track = "major", bool follows = false, int days = 0, string canary = "", string digest = "one")
    {
        var stack = Some.Stack(key, $$$$"""{"services": {"app": {"image": "{{{{registry.Host}}}}/app:1.2.3"}}}""");
        (stack.Digest, stack.HealthyWithin) = (digest, Duration.FromTimeSpan(TimeSpan.FromSeconds(1)));
        stack.Updates = new Updates { Track = track, FollowsDigests = follows, After = Duration.FromTimeSpan(TimeSpan.FromDays(days)), Canary = canary };
        return stack;
    }

    Task<StacksHost> StartAsync(PlayedEngine engine) => StacksHost.StartAsync(
        wishes,
        services =>
        {
            services.AddSingleton<IStackExecutor>(engine);
            services.AddSingleton<TimeProvider>(clock);
            services.AddHttpClient(RegistryClients.Name).ConfigurePrimaryHttpMessageHandler(line.Handler);
        },
        ("Stacks:AsksRegistries", "true"), ("Stacks:ResyncInterval", "00:10:00"));

    static string ImageOf(TestRegistry registry) => $"{registry.Host}/app:1.2.3";

    static async Task<IReadOnlyList<string>> UpdatesAsync(StacksHost stacks, string stack) =>
        [.. (await stacks.StackAsync(stack)).Updates.Select(it => $"{it.Level} {it.Available}")];

    static Task<long> ToldAsync(StacksHost stacks) => stacks.QueryAsync<long>("SELECT count(*) FROM homelab.outbox WHERE exchange = 'homelab.stacks.stack-update-available.v1'");

    static async Task WakeImageAsync(StacksHost stacks, string image) =>
        await stacks.Control.ReconcileAsync(new ReconcileRequest { Kind = ImageReconciler.ImageKind, Key = image }, StacksHost.Operator);

    [RequiresFact(Requirement.PostgreSql, Requirement.Registry)]
    [Proves("STACK-15", "STACK-17")]
    public async Task Newer_images_are_told_of_once_by_level_up_to_the_threshold_and_change_nothing()
    {
        await using var registry = await TestRegistry.StartAsync();
        var first = await registry.PushAsync("app", "1.2.3", "a");
        foreach (var tag in (string[])["1.2.2", "1.2.4", "1.3.0", "2.0.0", "latest"])
            await registry.PushAsync("app", tag, tag);
        wishes.Want(Wish(registry));
        wishes.Want(Wish(registry, "docker/nas/shop", "minor"));
        var engine = new PlayedEngine(first);
        await using var stacks = await StartAsync(engine);

        await Eventually.TrueAsync(async () => await ToldAsync(stacks) == 5, "what is newer is told of");
        Assert.Equal(["patch 1.2.4", "minor 1.3.0", "major 2.0.0"], await UpdatesAsync(stacks, "web"));
        Assert.Equal(["patch 1.2.4", "minor 1.3.0"], await UpdatesAsync(stacks, "shop"));
        Assert.Equal(["HEAD /v2/app/manifests/1.2.3", "GET /v2/app/tags/list"], line.Asked);

        var second = await registry.PushAsync("app", "1.2.3", "b");
        clock.Leap(NextAsk);
        await Eventually.TrueAsync(async () => await ToldAsync(stacks) == 7, "that the tag names another image is told of");
        await stacks.LookAsync(Web);

        var update = (await stacks.StackAsync("web")).Updates[0];
        Assert.Equal(("digest", first, second), (update.Level, update.Current, update.Available));
        Assert.Equal(7, await ToldAsync(stacks));
        Assert.Equal([$"docker/nas/shop {first}", $"{Web} {first}"], engine.Calls.Order());
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Registry)]
    public async Task A_registry_that_wants_to_be_left_alone_is_and_what_it_said_is_not_asked_again_by_a_look()
    {
        await using var registry = await TestRegistry.StartAsync();
        var engine = new PlayedEngine(await registry.PushAsync("app", "1.2.3", "a"));
        var other = Wish(registry, "docker/nas/other", "digest");
        other.ProjectJson = other.ProjectJson.Replace("1.2.3", "latest", StringComparison.Ordinal);
        line.Answer = () => RegistryLine.TooMany(TimeSpan.FromHours(2));
        wishes.Want(Wish(registry, track: "digest"));
        wishes.Want(other);
        await using var stacks = await StartAsync(engine);
        await Eventually.TrueAsync(async () => (await stacks.WorkAsync(ImageOf(registry)))?.Outcome == "Waiting" && (await stacks.WorkAsync($"{registry.Host}/app:latest"))?.Outcome == "Waiting", "both wait");

        // Both may have been under way when the first was refused, and none is after.
        var asked = line.Asked.Count;
        clock.Leap(TimeSpan.FromHours(1));
        foreach (var image in (string[])[ImageOf(registry), $"{registry.Host}/app:latest"])
        {
            var before = (await stacks.WorkAsync(image))!.OutcomeAt;
            await WakeImageAsync(stacks, image);
            await Eventually.TrueAsync(async () => await stacks.WorkAsync(image) is { IsLeased: false } work && work.OutcomeAt != before, "it is looked at");
        }
        Assert.Equal(asked, line.Asked.Count);
        Assert.Contains("429", (await stacks.StackAsync("web")).Updates.Single().Next, StringComparison.Ordinal);

        line.Answer = null;
        clock.Leap(TimeSpan.FromHours(2));
        await stacks.UntilAsync(ImageOf(registry), "Converged");
        asked = line.Asked.Count;
        var known = (await stacks.WorkAsync(ImageOf(registry)))!.OutcomeAt;
        await WakeImageAsync(stacks, ImageOf(registry));
        await Eventually.TrueAsync(async () => await stacks.WorkAsync(ImageOf(registry)) is { IsLeased: false } work && work.OutcomeAt != known, "it is looked at");
        Assert.DoesNotContain("HEAD /v2/app/manifests/1.2.3", line.Asked.Skip(asked));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Registry)]
    [Proves("STACK-18")]
    public async Task The_canary_goes_first_and_the_others_follow_once_it_ran_well_for_long_enough()
    {
        const string Canary = "docker/test/web";
        await using var registry = await TestRegistry.StartAsync();
        var first = await registry.PushAsync("app", "1.2.3", "a");
        wishes.Want(Wish(registry, follows: true, days: 3, canary: "docker/test"));
        wishes.Want(Wish(registry, Canary, follows: true, days: 3, canary: "docker/test"));
        var engine = new PlayedEngine(first);
        await using var stacks = await StartAsync(engine);
        foreach (var stack in (string[])[Web, Canary])
            await Eventually.TrueAsync(async () => await stacks.QueryAsync<long>($"SELECT count(*) FROM stack_image WHERE stack = '{stack}' AND well_since IS NOT NULL") == 1, "it runs well");
        await stacks.UntilAsync(ImageOf(registry), "Converged");

        var second = await registry.PushAsync("app", "1.2.3", "b");
        clock.Leap(NextAsk);
        await Eventually.TrueAsync(() => engine.RunningOf(Canary) == second, "the canary goes first");
        await Eventually.TrueAsync(async () => await stacks.QueryAsync<long>($"SELECT count(*) FROM stack_image WHERE stack = '{Canary}' AND running = '{second}' AND well_since IS NOT NULL") == 1, "it runs well");
        await stacks.LookAsync(Canary);
        clock.Leap(TimeSpan.FromDays(2));
        await stacks.LookAsync(Web);
        Assert.Equal(first, engine.RunningOf(Web));
        Assert.Contains("if docker/test still runs it well", (await stacks.StackAsync(Web)).Updates.Single().Next, StringComparison.Ordinal);

        clock.Leap(TimeSpan.FromDays(1));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(() => engine.RunningOf(Web) == second, "the others follow");
        await stacks.LookAsync(Web);
        Assert.Empty((await stacks.StackAsync(Web)).Updates);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Registry)]
    public async Task What_does_not_become_healthy_goes_back_to_the_digest_before_and_waits_for_another()
    {
        await using var registry = await TestRegistry.StartAsync();
        var first = await registry.PushAsync("app", "1.2.3", "a");
        wishes.Want(Wish(registry, follows: true));
        var engine = new PlayedEngine(first);
        await using var stacks = await StartAsync(engine);
        await Eventually.TrueAsync(async () => await stacks.QueryAsync<long>("SELECT count(*) FROM stack_image WHERE well_since IS NOT NULL") == 1, "it runs well");
        await stacks.UntilAsync(ImageOf(registry), "Converged");

        var second = await registry.PushAsync("app", "1.2.3", "b");
        engine.Unhealthy[second] = true;
        clock.Leap(NextAsk);
        await stacks.UntilAsync(Web, "Stalled", "RolledBack");
        await stacks.LookAsync(Web);
        Assert.Equal([$"{Web} {first}", $"{Web} {second}", $"{Web} {first}"], engine.Calls);
        Assert.Contains("taken back", (await stacks.StackAsync("web")).Updates.Single().Next, StringComparison.Ordinal);

        // What the repository wishes next is not tried with it.
        wishes.Want(Wish(registry, follows: true, digest: "two"));
        await stacks.LookAsync(Web);
        Assert.Equal((3, first), (engine.Calls.Count, engine.RunningOf(Web)));
        Assert.True((await stacks.StackAsync("web")).IsDeployed);

        var third = await registry.PushAsync("app", "1.2.3", "c");
        clock.Leap(NextAsk);
        await Eventually.TrueAsync(() => engine.RunningOf(Web) == third, "another one is followed");
        await stacks.LookAsync(Web);
        await stacks.Stacks.RollbackAsync(new Contract.RollbackRequest { Stack = "web" }, StacksHost.Operator);
        await stacks.UntilAsync(Web, "Stalled", "RolledBack");
        Assert.Equal(first, engine.RunningOf(Web));
    }
}
