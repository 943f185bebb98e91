using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Systems;

/// <summary>What waits for health is told with how that is, and nothing else is.</summary>
public sealed class ReadinessTests
{
    const string Lab = """
        {"cloudflare":{"token":{"env":"T"},"zones":["example.org"]},"docker":[{"name":"host","endpoint":"unix:///run/docker.sock","publish":{"target":"home.example.net"$$}}]}
        """;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_container_whose_label_says_so_waits_for_its_own_health_and_others_do_not()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.SetLabAsync(Lab.Replace("$$", "", StringComparison.Ordinal));
        await ShowAsync(lab, "running", ("homelab/when", "healthy"), ("homelab/withdraw", "true"));

        var before = Assert.Single((await lab.Database.SnapshotAsync()).Readiness);
        await lab.JudgeAsync();
        var healthy = Assert.Single((await lab.Database.SnapshotAsync()).Readiness);
        await ShowAsync(lab, "restarting", ("homelab/when", "healthy"), ("homelab/withdraw", "true"));
        await lab.JudgeAsync();
        var unhealthy = Assert.Single((await lab.Database.SnapshotAsync(new GetSnapshotRequest { Scopes = { Scope.Endpoints } })).Readiness);
        await lab.SilenceAsync("docker/host");
        await lab.JudgeAsync();
        var silent = Assert.Single((await lab.Database.SnapshotAsync()).Readiness);

        Assert.StartsWith("docker/host/lldap/lldap#", healthy.Address, StringComparison.Ordinal);
        Assert.Equal(("unknown", "healthy", "unhealthy", "unknown"), (before.Health, healthy.Health, unhealthy.Health, silent.Health));
        Assert.Equal(("", "system/docker/host/lldap", true), (before.Thing, healthy.Thing, unhealthy.Withdraw));
        Assert.NotNull(unhealthy.Since);
        Assert.Empty((await lab.Database.SnapshotAsync(new GetSnapshotRequest { Scopes = { Scope.Resources } })).Readiness);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task All_names_of_a_source_wait_where_the_lab_says_so_unless_they_say_otherwise()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.SetLabAsync(Lab.Replace("$$", ",\"whenHealthy\":true", StringComparison.Ordinal));
        await ShowAsync(lab, "running");
        await lab.JudgeAsync();

        var waiting = Assert.Single((await lab.Database.SnapshotAsync()).Readiness);
        await ShowAsync(lab, "running", ("homelab.when", "always"));
        var none = (await lab.Database.SnapshotAsync()).Readiness;

        Assert.Equal(("healthy", false), (waiting.Health, waiting.Withdraw));
        Assert.Empty(none);
    }

    static Task ShowAsync(JudgedLab lab, string state, params (string Key, string Value)[] says) => lab.ShowAsync("docker/host",
    [
        Container("docker/host/lldap/lldap", "lldap", "lldap/lldap:v0.6.1", state, [("traefik.http.routers.r.rule", "Host(`lldap.example.org`)"), .. says]),
    ]);

    static ObservedResource Container(string address, string service, string image, string state, IEnumerable<(string Key, string Value)> labels) => new(
        address, "uid of " + image, "docker.container", service, state, image,
        labels.Append(("com.docker.compose.project", service)).Append(("com.docker.compose.service", service)).ToDictionary(it => it.Item1, it => it.Item2));
}
