using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Systems;
using HomeLab.Inventory.Tests.Evaluation;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Systems;

public sealed class RootCausesTests
{
    const string Uuid = "4c4c4544-0051-3510-8052-b4c04f4b4d32";

    [Fact]
    public void A_guest_that_is_stopped_is_the_one_cause_of_all_that_ran_on_it()
    {
        var judged = Judge(TestView.Of(
        [
            .. TestView.Workload("glance", "glanceapp/glance:v0.8.4", isReady: false, "worker-1"), .. TestView.Workload("mine", "example.org/mine:1", isReady: false, "worker-1"),
            .. TestView.Workload("authelia", "authelia/authelia:4.39.4", isReady: true, "worker-2"),
            TestView.Node("worker-1", Uuid, isReady: false), TestView.Node("worker-2", "another", isReady: true), TestView.Guest(101, Uuid, "stopped"),
        ]));

        Assert.Equal(
            [
                ("kubernetes/talos/apps/StatefulSet/apps/mine", "impacted", "proxmox/pve/qemu/101"), ("proxmox/pve/qemu/101", "unhealthy", ""),
                ("system/kubernetes/talos/authelia", "healthy", ""), ("system/kubernetes/talos/glance", "impacted", "proxmox/pve/qemu/101"),
                ("system/kubernetes/talos/kubectl", "impacted", "proxmox/pve/qemu/101"), ("system/kubernetes/talos/kubernetes", "impacted", "proxmox/pve/qemu/101"),
            ],
            judged.Select(it => (it.Address, it.Health, it.Root)));
        Assert.Equal(
            [
                "Glance consists of kubernetes/talos/Pod/apps/glance-0",
                "kubernetes/talos/Pod/apps/glance-0 runsOn kubernetes/talos/Node/worker-1 (kubernetes.pod-node: spec.nodeName = worker-1)",
                $"kubernetes/talos/Node/worker-1 runsOn proxmox/pve/qemu/101 (kubernetes.node-uuid: status.nodeInfo.systemUUID = {Uuid})",
            ],
            judged.Single(it => it.Id == "glance").Details.Path);
    }

    [Fact]
    public void What_fails_by_itself_is_no_other_ones_victim()
    {
        var judged = Judge(TestView.Of([.. TestView.Workload("glance", "glanceapp/glance:v0.8.4", isReady: false, "worker-1"), TestView.Node("worker-1", Uuid, isReady: true)]));

        Assert.Equal(("unhealthy", ""), judged.Where(it => it.Id == "glance").Select(it => (it.Health, it.Root)).Single());
    }

    [Fact]
    public void What_needs_a_system_that_fails_is_impacted_when_it_fails_too_and_else_is_what_it_is()
    {
        var lldap = TestView.Container("lldap", "lldap", "lldap/lldap:v0.6.1", "restarting");

        var both = Judge(TestView.Of([lldap, TestView.Container("authelia", "authelia", "authelia/authelia:4.39.4", "restarting")]));
        var one = Judge(TestView.Of([lldap, TestView.Container("authelia", "authelia", "authelia/authelia:4.39.4", "running")]));

        Assert.Equal([("authelia", "impacted", "system/docker/host/lldap"), ("lldap", "unhealthy", "")], both.Select(it => (it.Id, it.Health, it.Root)));
        Assert.Equal(["Authelia requires LLDAP (catalogue)"], both[0].Details.Path);
        Assert.StartsWith("LLDAP is unhealthy: container lldap restarts again and again; so ", both[0].Reason, StringComparison.Ordinal);
        Assert.Equal([("authelia", "healthy"), ("lldap", "unhealthy")], one.Select(it => (it.Id, it.Health)));
    }

    [Fact]
    public void A_database_of_its_own_is_what_a_system_needs_and_not_the_one_of_others()
    {
        var judged = Judge(TestView.Of(
        [
            TestView.Container("immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "restarting"), TestView.Container("immich", "redis", "valkey/valkey:8", "running"),
            TestView.Container("redis", "redis", "redis:8", "restarting"),
        ]));

        Assert.Equal([("immich", "unhealthy"), ("redis", "unhealthy")], judged.Select(it => (it.Id, it.Health)));
    }

    [Fact]
    [Proves("S0-3")]
    public void An_outage_outside_of_the_lab_has_one_root_and_marks_nobody_as_failed()
    {
        var reading = new ProbeReading(
            "cloudflare", LabObservations.External, "https://api.cloudflare.com", "api", "https://api.cloudflare.com/client/v4/user/tokens/verify") { Status = 503 };
        var judged = Judge(TestView.Of(
            [
                TestView.Container("tunnel", "cloudflared", "cloudflare/cloudflared:2026.2.0", "running"),
                .. TestView.Workload("ddns", "favonia/cloudflare-ddns:1.15.1", isReady: true, "worker-1"), .. TestView.Workload("glance", "glanceapp/glance:v0.8.4", isReady: true, "worker-1"),
            ],
            [reading], [OtherObservations.OfUrl(LabObservations.External, "https://api.cloudflare.com")]));

        const string Root = "system/lab/external/cloudflare";
        Assert.Equal(
            [("cloudflare", "unhealthy", ""), ("cloudflare-ddns", "impacted", Root), ("cloudflared", "impacted", Root), ("glance", "healthy", "")],
            judged.OrderBy(it => it.Id, StringComparer.Ordinal).Select(it => (it.Id, it.Health, it.Root)));
    }

    static IReadOnlyList<SystemRecord> Judge(LabView view)
    {
        List<ToldSystem> told = [.. SystemJudgement.Of(view).Select(it => ToldSystem.Of(null, it, Damping.Default, [], view.At))];
        var causes = new RootCauses(view, told);
        return [.. told.Select(it => SystemHistory.Next(null, it, causes.Of(it), view.At)).OrderBy(it => it.Address, StringComparer.Ordinal)];
    }
}
