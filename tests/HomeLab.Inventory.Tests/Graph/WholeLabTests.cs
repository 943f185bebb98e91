using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>A name at Cloudflare, a container, the guest under it, its node; and a cluster whose service leads out to another cluster's guest.</summary>
public class WholeLabTests
{
    static readonly LabGraph Lab = Of();

    static LabGraph Of()
    {
        var inventory = new PureInventory();
        void See(string source, params ObservedResource[] seen) => inventory.Record(source, new Look("test", "read", "", seen, null, "NotListed"));
        See("cloudflare/example.org",
            Seen.Record("example.org", "photos.example.org", "A", "192.0.2.10", "r1"), Seen.Record("example.org", "nas.example.org", "A", "192.0.2.30", "r2"));
        See("docker/komodo",
            Seen.Container("komodo", "immich/server", "c1", hostName: "photos.example.org"), Seen.Container("komodo", "traefik", "c2", image: "traefik:3"));
        See("proxmox/pve", Seen.Node("pve", "pve1"), Seen.Storage("pve", "pve1", "local"), Seen.Guest("pve", 101, "pve1", "u1", "192.0.2.10", "local"));
        See("proxmox/attic", Seen.Node("attic", "pve1"), Seen.Storage("attic", "pve1", "local"), Seen.Guest("attic", 101, "pve1", "u3", "192.0.2.30", "local"));
        See("kubernetes/talos",
            Seen.Object("talos", """{"apiVersion":"v1","kind":"Service","metadata":{"namespace":"nas","name":"nas","uid":"s1"}}"""),
            Seen.Object("talos", """{"apiVersion":"v1","kind":"Node","metadata":{"name":"w1","uid":"n1"},"status":{"nodeInfo":{"systemUUID":"U1"}}}"""),
            Seen.Object("talos", """{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"namespace":"nas","name":"nas-x","uid":"e1","labels":{"kubernetes.io/service-name":"nas"}},"endpoints":[{"addresses":["192.0.2.30"]}]}"""));
        return inventory.Graph(LabRules.Of(new LabSpec { Docker = [new DockerSource { Name = "komodo", Endpoint = "tcp://192.0.2.10:2376" }] }));
    }

    static IEnumerable<string> Way(string from) => RoutePath.Of(Lab, from, Runs.BrokenOf).Select(it => it.Node.Address);

    [Fact]
    [Proves("INV-8")]
    public void A_container_stands_on_its_engine_its_guest_and_that_guests_node() => Assert.Equal(
        [
            "docker/komodo/immich/server", "docker/komodo", "proxmox/pve/qemu/101", "proxmox/pve/node/pve1", "proxmox/pve/storage/pve1/local",
        ],
        Way("docker/komodo/immich/server"));

    [Fact]
    [Proves("INV-5", "INV-9")]
    public void A_name_leads_over_its_record_and_proxy_to_its_workload_and_the_machine_below()
    {
        var way = Way("host/photos.example.org").ToList();

        Assert.Subset(
            way.ToHashSet(),
            new HashSet<string>
            {
                "cloudflare/example.org/photos.example.org/A/r1", "docker/komodo/traefik", "docker/komodo/immich/server", "docker/komodo",
                "proxmox/pve/qemu/101", "proxmox/pve/node/pve1",
            });
    }

    [Fact]
    [Proves("INV-6")]
    public void A_relation_has_a_type_and_says_by_which_rule_and_evidence_it_is_known() => Assert.Contains(
        new GraphEdge("kubernetes/talos/Node/w1", "proxmox/pve/qemu/101", "runsOn", Bond.Requires, "", "kubernetes.node-uuid", "status.nodeInfo.systemUUID = U1"),
        Lab.Leaving("kubernetes/talos/Node/w1"));

    [Fact]
    [Proves("INV-7")]
    public void A_service_hangs_on_a_guest_of_another_cluster_that_has_its_endpoints_address() =>
        Assert.Equal("proxmox/attic/qemu/101", Assert.Single(Lab.Leaving("kubernetes/talos/Service/nas/nas")).To);

    [Fact]
    [Proves("INV-10")]
    public void A_node_takes_down_what_stands_on_it_and_nothing_of_the_other_cluster()
    {
        var dead = Impact.Of(Lab, "proxmox/pve/node/pve1").Where(it => it.Fails).Select(it => it.Node.Address).ToList();

        Assert.Subset(
            dead.ToHashSet(),
            new HashSet<string>
            {
                "proxmox/pve/qemu/101", "docker/komodo", "docker/komodo/immich/server", "docker/komodo/traefik", "kubernetes/talos/Node/w1", "host/photos.example.org",
            });
        Assert.DoesNotContain(dead, it => it.StartsWith("proxmox/attic", StringComparison.Ordinal) || it.EndsWith("nas", StringComparison.Ordinal));
    }
}
