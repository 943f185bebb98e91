using System.Text.Json;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>Two Cores that name everything alike, each with a machine, an engine and a stack of its own.</summary>
public class KomodoRulesTests
{
    static readonly string One = new('1', 64);
    static readonly string Two = new('2', 64);

    static Contribution Of(string address, string kind, object facts, string uid = "") => Contributions.Of(new ResourceState(
        address, uid, kind, address.Split('/')[^1], string.Join('/', address.Split('/').Take(2)), "", "", "{}", "[]", JsonSerializer.Serialize(facts)));

    static Contribution Server(string core, string? agent, params string[] containers) =>
        Of($"komodo/{core}/server/nas", "komodo.server", new { address = agent, containers = containers.Select(it => new { id = it, project = "photos", service = "app" }) });

    static Contribution Stack(string core, string name = "photos", string project = "photos", params string[] containers) => Of(
        $"komodo/{core}/stack/{name}", "komodo.stack", new { server = $"komodo/{core}/server/nas", project, containers = containers.Select(it => new { id = it, service = "app" }) });

    static Contribution Container(string host, string id) => Of($"docker/{host}/photos/app", "docker.container", new { }, id);

    static Contribution Guest(string cluster, string address) =>
        Of($"proxmox/{cluster}/qemu/102", "proxmox.qemu", new { node = "pve", addresses = new[] { address } });

    static IEnumerable<string> EdgesOf(IEnumerable<Contribution> contributions, params string[] rules) => GraphBuilder.Build(contributions).Edges
        .Where(it => rules.Contains(it.Rule)).Select(it => $"{it.From} {it.Kind} {it.To}").Order(StringComparer.Ordinal);

    [Fact]
    public void What_is_called_alike_in_two_Cores_is_joined_by_ids_and_addresses_alone()
    {
        Contribution[] lab =
        [
            Server("home", "https://192.0.2.4:8120", One), Server("work", "https://192.0.2.5:8120", Two),
            Stack("home", containers: One), Stack("work", containers: Two),
            Container("a", One), Container("b", Two), Guest("a", "192.0.2.4"), Guest("b", "192.0.2.5"),
        ];

        Assert.Equal(
            [
                "docker/a runsOn komodo/home/server/nas", "docker/b runsOn komodo/work/server/nas",
                "komodo/home/server/nas runsOn proxmox/a/qemu/102", "komodo/home/stack/photos consistsOf docker/a/photos/app",
                "komodo/home/stack/photos runsOn komodo/home/server/nas",
                "komodo/work/server/nas runsOn proxmox/b/qemu/102", "komodo/work/stack/photos consistsOf docker/b/photos/app",
                "komodo/work/stack/photos runsOn komodo/work/server/nas",
            ],
            EdgesOf(lab, "docker.komodo-server", "komodo.server-address", "komodo.stack-container", "komodo.stack-server"));
    }

    [Fact]
    public void The_name_of_a_project_and_of_a_host_joins_nothing()
    {
        Contribution[] lab = [Server("nas", null), Stack("nas"), Container("nas", One)];

        Assert.Empty(EdgesOf(lab, "docker.komodo-server", "komodo.server-address", "komodo.stack-container"));
    }

    [Fact]
    public void What_dies_with_a_guest_goes_up_to_the_stack_and_the_container()
    {
        var graph = GraphBuilder.Build([Server("home", "https://192.0.2.4:8120", One), Stack("home", containers: One), Container("a", One), Guest("a", "192.0.2.4")]);

        Assert.Equal(
            ["docker/a", "docker/a/photos", "docker/a/photos/app", "komodo/home/server/nas", "komodo/home/stack/photos"],
            Impact.Of(graph, "proxmox/a/qemu/102").Where(it => it.Fails).Select(it => it.Node.Address).Order(StringComparer.Ordinal));
        Assert.False(Impact.Of(graph, "docker/a/photos/app").Single(it => it.Node.Address == "komodo/home/stack/photos").Fails);
        Assert.Empty(StartOrder.Of(graph, _ => true).Cycles);
    }

    [Fact]
    public void One_engine_that_two_sources_show_is_joined_to_no_stack_and_told()
    {
        var graph = GraphBuilder.Build([Server("home", null, One), Stack("home", containers: One), Container("a", One), Container("copy", One)]);

        Assert.DoesNotContain(graph.Edges, it => it.Rule == "komodo.stack-container");
        Assert.Contains(graph.Ambiguities, it => it.Key == $"container-id/{One}");
    }

    [Fact]
    public void One_machine_that_two_Cores_manage_is_neithers_server_and_told()
    {
        var graph = GraphBuilder.Build([Server("home", null, One), Server("work", null, One), Container("a", One)]);

        Assert.DoesNotContain(graph.Edges, it => it.Rule == "docker.komodo-server");
        Assert.Contains(graph.Ambiguities, it => it.Key == $"engine-of/{One}" && it.Nodes.Count == 2);
    }

    [Fact]
    public void Two_guests_of_one_address_are_both_doubted()
    {
        var graph = GraphBuilder.Build([Server("home", "https://192.0.2.4:8120"), Guest("a", "192.0.2.4"), Guest("b", "192.0.2.4")]);

        Assert.DoesNotContain(graph.Edges, it => it.Rule == "komodo.server-address");
    }

    [Theory]
    [InlineData("https://nas:8120")]
    [InlineData("https://127.0.0.1:8120")]
    [InlineData("no address")]
    [InlineData("")]
    public void An_agent_that_is_not_reached_by_an_address_of_its_own_is_on_no_guest(string agent) =>
        Assert.Empty(EdgesOf([Server("home", agent), Guest("nas", "127.0.0.1")], "komodo.server-address"));

    [Fact]
    public void A_template_hangs_on_nothing() => Assert.Empty(Of("komodo/home/stack/base", "komodo.stack", new { template = true, server = "komodo/home/server/nas" }).Links);

    [Fact]
    public void The_way_to_a_container_leads_on_to_the_machine_of_its_engine()
    {
        var lab = LabRules.Of(new LabSpec { Docker = [new DockerSource { Name = "a", Endpoint = "unix:///var/run/docker.sock" }] });
        var graph = GraphBuilder.Build([lab, Server("home", "https://192.0.2.4:8120", One), Container("a", One), Guest("a", "192.0.2.4")]);

        Assert.Equal(
            ["docker/a/photos/app", "docker/a", "komodo/home/server/nas", "proxmox/a/qemu/102"],
            RoutePath.Of(graph, "docker/a/photos/app", _ => "").Select(it => it.Node.Address));
    }
}
