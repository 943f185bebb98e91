using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Systems;

/// <summary>What people hear of systems that placed holds cover; the clock is turned.</summary>
public sealed class KeptBackTests
{
    const string Image = "ghcr.io/immich-app/immich-server:v2.1.0";

    /// <summary>After this what was held is seen as it is.</summary>
    static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nothing_is_told_of_what_is_replaced_under_a_hold_and_ends_as_it_was()
    {
        await using var lab = await StartAsync();
        var hold = await PlaceAsync(lab, "docker/host/immich");

        foreach (var state in new[] { "exited", "", "running", "exited", "running", "restarting", "running" })
        {
            lab.Time.Advance(TimeSpan.FromSeconds(10));
            await ShowAsync(lab, state);
        }
        await ReleaseAsync(lab, hold);
        lab.Time.Advance(Settled);
        await lab.JudgeAsync();

        Assert.Empty(await ToldAsync(lab));
        var system = await lab.SystemAsync("immich");
        Assert.Equal(("healthy", 0, null), (system.Health, system.Flaps, system.Details.KeptBack));
        await ShowAsync(lab, "restarting");
        Assert.Equal(["immich healthy unhealthy"], await ToldAsync(lab));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_otherwise_once_the_hold_has_ended_is_told_once_with_what_people_knew()
    {
        await using var lab = await StartAsync();
        var hold = await PlaceAsync(lab, "docker/host/immich");
        await ShowAsync(lab, "");
        await ShowAsync(lab, "restarting");
        var since = (await lab.SystemAsync("immich")).Since;
        await ReleaseAsync(lab, hold);
        await lab.JudgeAsync();
        var atOnce = await ToldAsync(lab);

        lab.Time.Advance(Settled);
        await lab.JudgeAsync();
        await lab.JudgeAsync();

        Assert.Empty(atOnce);
        Assert.Equal(["immich healthy unhealthy"], await ToldAsync(lab));
        Assert.Equal(since, (await lab.SystemAsync("immich")).Since);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_hold_that_nobody_releases_ends_by_itself_and_what_fails_is_told()
    {
        await using var lab = await StartAsync();
        await PlaceAsync(lab, "docker/host/*");
        await ShowAsync(lab, "restarting");

        lab.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await lab.JudgeAsync();
        var before = await ToldAsync(lab);
        lab.Time.Advance(Settled);
        await lab.JudgeAsync();

        Assert.Empty(before);
        Assert.Equal(["immich healthy unhealthy"], await ToldAsync(lab));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_seen_only_after_the_hold_has_ended_is_kept_back_too()
    {
        await using var lab = await StartAsync();
        await ReleaseAsync(lab, await PlaceAsync(lab, "docker/host/immich"));

        lab.Time.Advance(TimeSpan.FromSeconds(5));
        await ShowAsync(lab, "restarting");
        await ShowAsync(lab, "running");
        lab.Time.Advance(Settled);
        await lab.JudgeAsync();

        Assert.Empty(await ToldAsync(lab));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_stays_away_is_told_as_absent_also_where_no_system_is_known_by_it()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.ShowContainersAsync(("immich", "immich-server", Image, "running"), ("mine", "thing", "example.org/thing:1", "running"));
        await lab.JudgeAsync();
        await lab.Database.TakeAnnouncedAsync();
        var holds = new[] { await PlaceAsync(lab, "docker/host/immich"), await PlaceAsync(lab, "docker/host/mine") };

        await lab.ShowContainersAsync();
        await lab.JudgeAsync();
        lab.Time.Advance(Settled);
        await lab.JudgeAsync();
        var meanwhile = await ToldAsync(lab);
        foreach (var hold in holds)
            await ReleaseAsync(lab, hold);
        lab.Time.Advance(Settled);
        await lab.JudgeAsync();

        Assert.Empty(meanwhile);
        Assert.Equal(["docker/host/mine/thing healthy absent", "immich healthy absent"], await ToldAsync(lab));
        Assert.Equal(["immich"], (await lab.SystemsAsync()).Select(it => it.Id));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Of_what_no_hold_covers_whole_people_hear_at_once()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await ShowAsync("running", "running");
        await lab.Database.TakeAnnouncedAsync();
        await PlaceAsync(lab, "docker/host/lldap");
        // Another name that begins alike, and one of two projects of a system.
        await PlaceAsync(lab, "docker/host/authel");
        await PlaceAsync(lab, "docker/host/immich");

        await ShowAsync("restarting", "running");
        var impacted = await ToldAsync(lab);
        await ShowAsync("running", "restarting");

        Assert.Equal(["authelia healthy impacted"], impacted);
        Assert.Equal(["authelia impacted healthy", "immich healthy unhealthy"], await ToldAsync(lab));

        async Task ShowAsync(string lldap, string immich)
        {
            await lab.ShowContainersAsync(
                ("lldap", "lldap", "lldap/lldap:v0.6.1", lldap), ("authelia", "authelia", "authelia/authelia:4.39.4", lldap),
                ("immich", "immich-server", Image, "running"), ("immich-test", "immich-server", Image, immich));
            await lab.JudgeAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_stack_of_Komodo_covers_its_containers_also_before_Komodo_tells_of_the_new_ones()
    {
        await using var lab = await StartAsync();
        await lab.ShowAsync("komodo/core",
        [
            new ObservedResource("komodo/core/stack/photos", "1", "komodo.stack", "photos", "running", "", new Dictionary<string, string>(),
                $$"""{"server": "komodo/core/server/nas", "project": "immich", "containers": [{"id": "uid of {{Image}}", "service": "immich-server"}]}"""),
        ]);
        var hold = await PlaceAsync(lab, "komodo/core/stack/photos");
        await lab.JudgeAsync();

        await ShowAsync(lab, "");
        await lab.ShowContainersAsync(("immich", "immich-server", Image.Replace("v2.1.0", "v2.2.0", StringComparison.Ordinal), "restarting"));
        await lab.JudgeAsync();
        var meanwhile = await ToldAsync(lab);
        await ReleaseAsync(lab, hold);
        lab.Time.Advance(Settled);
        await lab.JudgeAsync();

        Assert.Empty(meanwhile);
        Assert.Equal(["immich healthy unhealthy"], await ToldAsync(lab));
    }

    /// <summary>A healthy system of which people know.</summary>
    static async Task<JudgedLab> StartAsync()
    {
        var lab = await JudgedLab.CreateAsync();
        await ShowAsync(lab, "running");
        await lab.Database.TakeAnnouncedAsync();
        return lab;
    }

    /// <param name="state">Of its container; empty: there is none.</param>
    static async Task ShowAsync(JudgedLab lab, string state)
    {
        await lab.ShowContainersAsync(state.Length == 0 ? [] : [("immich", "immich-server", Image, state)]);
        await lab.JudgeAsync();
    }

    static async Task<Guid> PlaceAsync(JudgedLab lab, string scope) =>
        (await lab.Database.Holds.PlaceAsync(scope, "It is being changed.", lab.Time.GetUtcNow().AddHours(1), "stacks", CancellationToken.None))!.Id;

    static async Task ReleaseAsync(JudgedLab lab, Guid hold) => Assert.True(await lab.Database.Holds.ReleaseAsync(hold, CancellationToken.None));

    /// <summary>What people are told of since the last time.</summary>
    static async Task<IEnumerable<string>> ToldAsync(JudgedLab lab) =>
        [.. (await lab.Database.TakeAnnouncedAsync()).Where(it => it.Urn == "homelab:inventory:system-health-changed:v1").Select(it => JsonNode.Parse(it.Body)!)
            .Where(it => !(bool)it["isKeptBack"]!)
            .Select(it => $"{((string)it["system"]! is { Length: > 0 } id ? id : it["address"])} {it["was"]} {it["health"]}").Order(StringComparer.Ordinal)];
}
