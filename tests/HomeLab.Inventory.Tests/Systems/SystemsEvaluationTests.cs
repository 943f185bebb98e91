using System.Text.Json.Nodes;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Systems;

public sealed class SystemsEvaluationTests
{
    const string By = "other Compose project immich";
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
                ("presence", "absent", "present", By), ("health", "absent", "healthy", By), ("health", "healthy", "unhealthy", "unknown"),
                ("version", "v2.1.0", "v2.2.0", By), ("health", "unhealthy", "healthy", By),
                ("presence", "present", "absent", By),
                ("health", "healthy", "absent", By),
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
    public async Task The_objects_of_a_cluster_make_exactly_their_systems_which_are_absent_once_the_objects_are_gone()
    {
        await using var lab = await JudgedLab.CreateAsync();
        const string Definition = """{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"NAME"}}""";
        (string, string, string) other = ("apiextensions.k8s.io/CustomResourceDefinition/things.example.org", "", Definition.Replace("NAME", "things.example.org", StringComparison.Ordinal));
        await lab.ShowObjectsAsync(
            other,
            ("apiextensions.k8s.io/CustomResourceDefinition/certificates.cert-manager.io", "", Definition.Replace("NAME", "certificates.cert-manager.io", StringComparison.Ordinal)),
            ("apps/Deployment/monitoring/grafana", "1/1",
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"grafana","namespace":"monitoring","labels":{"app.kubernetes.io/name":"grafana"}},
                 "spec":{"replicas":1,"template":{"spec":{"containers":[{"name":"grafana","image":"docker.io/grafana/grafana:12.1.1"}]}}},"status":{"availableReplicas":1}}
                """));
        await lab.JudgeAsync();
        var there = await lab.SystemsAsync();
        await lab.ShowObjectsAsync(other);
        await lab.JudgeAsync();

        Assert.Equal([("cert-manager", "", "unknown"), ("grafana", "12.1.1", "healthy")], there.Select(it => (it.Id, it.Version, it.Health)));
        Assert.Equal(["absent", "absent"], (await lab.SystemsAsync()).Select(it => it.Health));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-16")]
    public async Task Tells_of_one_root_and_of_what_fails_with_it_and_of_their_recovery()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await ShowAsync("running", "running");
        await lab.Database.TakeAnnouncedAsync();
        await ShowAsync("restarting", "restarting");
        var broken = await ToldAsync();
        await ShowAsync("running", "running");
        var mended = await ToldAsync();

        Assert.Equal(["authelia healthy impacted system/docker/host/lldap", "lldap healthy unhealthy "], broken);
        Assert.Equal(["authelia impacted healthy ", "lldap unhealthy healthy "], mended);

        async Task ShowAsync(string lldap, string authelia)
        {
            await lab.ShowContainersAsync(("lldap", "lldap", "lldap/lldap:v0.6.1", lldap), ("authelia", "authelia", "authelia/authelia:4.39.4", authelia));
            await lab.JudgeAsync();
        }

        async Task<IEnumerable<string>> ToldAsync() => (await lab.Database.TakeAnnouncedAsync()).Where(it => it.Urn == "homelab:inventory:system-health-changed:v1")
            .Select(it => JsonNode.Parse(it.Body)!).Select(it => $"{it["system"]} {it["was"]} {it["health"]} {it["root"]}");
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
