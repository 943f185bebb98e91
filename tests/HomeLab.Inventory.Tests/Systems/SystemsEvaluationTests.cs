using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Systems;

public sealed class SystemsEvaluationTests
{
    const string Immich = "system/docker/host/immich";

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-12", "INV-22")]
    public async Task Keeps_what_becomes_of_a_system_from_its_appearance_to_its_end()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.ShowContainersAsync(("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "running"));
        await lab.JudgeAsync();
        var began = await lab.SystemAsync("immich");
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await lab.JudgeAsync();
        await lab.ShowContainersAsync(("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "restarting"));
        await lab.JudgeAsync();
        var broken = await lab.SystemAsync("immich");
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await lab.ShowContainersAsync(("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.2.0", "running"));
        await lab.JudgeAsync();
        var upgraded = await lab.SystemAsync("immich");
        await lab.ShowContainersAsync();
        await lab.JudgeAsync();

        Assert.Equal((Immich, "v2.1.0", "healthy", "docker/host"), (began.Address, began.Version, began.Health, began.Site));
        Assert.Equal(("unhealthy", began.Since.AddMinutes(1)), (broken.Health, broken.Since));
        Assert.Contains("restarts again and again", broken.Reason, StringComparison.Ordinal);
        Assert.Equal(("v2.2.0", "healthy"), (upgraded.Version, upgraded.Health));
        Assert.Equal("absent", (await lab.SystemAsync("immich")).Health);
        Assert.Equal(
            [
                ("presence", "absent", "present", "other"), ("health", "absent", "healthy", "other"), ("health", "healthy", "unhealthy", "unknown"),
                ("version", "v2.1.0", "v2.2.0", "other"), ("health", "unhealthy", "healthy", "other"), ("presence", "present", "absent", "other"),
            ],
            await lab.HistoryAsync(Immich));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-15")]
    public async Task What_a_silent_source_showed_is_unknown_and_neither_unhealthy_nor_gone()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.ShowContainersAsync(("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "running"), ("mine", "thing", "example.org/thing:1", "exited"));
        await lab.JudgeAsync();

        await lab.SilenceAsync("docker/host");
        await lab.JudgeAsync();
        var silent = await lab.SystemsAsync();
        await lab.ShowContainersAsync(("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "running"), ("mine", "thing", "example.org/thing:1", "running"));
        await lab.JudgeAsync();

        Assert.Equal([("docker/host/mine/thing", "unknown"), (Immich, "unknown")], silent.Select(it => (it.Address, it.Health)));
        Assert.All(silent, it => Assert.Contains("it refuses connections", it.Reason, StringComparison.Ordinal));
        Assert.Equal(["healthy", "healthy"], (await lab.SystemsAsync()).Select(it => it.Health));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Writes_nothing_while_nothing_changes()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.ShowContainersAsync(("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "running"));
        await lab.JudgeAsync();
        var before = await lab.Database.QueryAsync<string>("SELECT xmin::text FROM system");
        lab.Time.Advance(TimeSpan.FromHours(1));

        await lab.JudgeAsync();

        Assert.Equal(before, await lab.Database.QueryAsync<string>("SELECT xmin::text FROM system"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Forgets_after_a_while_what_became_of_systems()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.ShowContainersAsync(("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "running"));
        await lab.JudgeAsync();
        await lab.ShowContainersAsync();
        await lab.JudgeAsync();
        lab.Time.Advance(TimeSpan.FromDays(91));

        await lab.JudgeAsync();

        Assert.Empty(await lab.SystemsAsync());
        Assert.Empty(await lab.HistoryAsync(Immich));
    }
}
