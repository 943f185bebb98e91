using System.Text;
using Docker.DotNet.Models;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Publishing;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Zones;
using HomeLab.Lab.Kinds;
using Record = HomeLab.Contracts.Grpc.Dns.Record;

namespace HomeLab.Inventory.Tests.Graph;

public class TunnelRulesTests
{
    const string Id = "c1744f8b-faa1-48a4-9e5c-02ac921467fa";
    const string Node = $"cloudflare-tunnel/{Id}";

    static readonly string Token = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"a":"5a11","t":"{{Id}}","s":"canary"}"""));

    [Fact]
    public void A_name_leads_over_tunnel_and_rule_to_the_container_that_it_means_beside_its_connector()
    {
        var graph = Of(
            Zone(("photos.example.org", Cname)), Tunnel("healthy", ("photos.example.org", "", "http://photos:2283"), ("", "", "http_status:404")),
            Containers("docker",
                Container("cloudflared", "cloudflare/cloudflared:2026.2.0", "proxy", $"cloudflared tunnel run --token {Token}"),
                Container("photos", "immich", "proxy"), Container("other", "immich", "elsewhere")));

        Assert.Equal(
            [
                "host/photos.example.org", "cloudflare/example.org/photos.example.org/CNAME/r0", $"{Node}/photos.example.org", "cloudflare/example.org", Node,
                "docker/docker/photos", "docker/docker/cloudflared", "docker/docker",
            ],
            Way(graph, "photos.example.org"));
        Assert.Contains("host/photos.example.org", Fails(graph, "docker/docker/cloudflared"));
        Assert.Contains("host/photos.example.org", Fails(graph, "docker/docker/photos"));
        Assert.Equal("rule 1: photos.example.org to http://photos:2283", graph.Arriving("docker/docker/photos").Single(it => it.Kind == "routesTo").Evidence);
    }

    [Fact]
    public void A_tunnel_that_nobody_is_connected_to_breaks_the_way() => Assert.Equal(
        "it is down: no cloudflared is connected",
        RoutePath.Of(Of(Zone(("photos.example.org", Cname)), Tunnel("down", ("", "", "http_status:404"))), "host/photos.example.org", Runs.BrokenOf).Single(it => it.Broken.Length > 0).Broken);

    [Theory]
    [InlineData("photos.example.org", "photos.example.org")]
    [InlineData("wiki.example.org", "*.example.org")]
    [InlineData("deep.wiki.example.org", "*.example.org")]
    [InlineData("glance.k8s.example.org", "*.k8s.example.org")]
    public void A_name_is_served_by_its_own_rules_or_those_of_the_closest_wildcard(string name, string rules)
    {
        var graph = Of(
            Zone((name, Cname)),
            Tunnel("healthy", ("photos.example.org", "", "http://192.0.2.1"), ("*.k8s.example.org", "", "http://192.0.2.2"), ("*.example.org", "", "http://192.0.2.3"), ("", "", "http_status:404")));

        Assert.Equal($"{Node}/{rules}", graph.Leaving($"host/{name}").Single(it => it.Kind == "servedBy").To);
    }

    [Fact]
    public void The_first_rule_that_matches_decides_and_paths_go_on_to_the_next()
    {
        var graph = Of(
            Zone(("photos.example.org", Cname)),
            Tunnel("healthy", ("photos.example.org", "^/api", "http://192.0.2.1"), ("*.example.org", "", "http://192.0.2.2"), ("photos.example.org", "", "http://192.0.2.3"), ("", "", "http_status:404")),
            [.. Guests("192.0.2.1", "192.0.2.2", "192.0.2.3")]);

        Assert.Equal(
            [("proxmox/pve/qemu/1", Bond.Uses), ("proxmox/pve/qemu/2", Bond.Uses)],
            graph.Leaving($"{Node}/photos.example.org").Where(it => it.Kind == "routesTo").Select(it => (it.To, it.Bond)));
    }

    [Fact]
    public void A_name_that_only_a_wildcard_record_covers_is_served_by_the_rules_for_it()
    {
        var graph = Of(
            Zone(("*.example.org", Cname)), Tunnel("healthy", ("photos.example.org", "", "http://192.0.2.1"), ("", "", "http_status:404")), [.. Guests("192.0.2.1")]);

        Assert.Contains("proxmox/pve/qemu/1", Way(graph, "photos.example.org"));
    }

    [Fact]
    public void An_address_leads_to_the_container_that_the_engine_there_publishes_at_the_port()
    {
        var published = Container("photos", "immich", "proxy");
        published.Ports = [new Port { PrivatePort = 2283, PublicPort = 8080, Type = "tcp", IP = "0.0.0.0" }];
        var lab = LabRules.Of(new LabSpec { Docker = [new DockerSource { Name = "docker", Endpoint = "tcp://192.0.2.1:2376" }] });
        var graph = Of(
            Zone(("photos.example.org", Cname), ("ssh.example.org", Cname)),
            Tunnel("healthy", ("photos.example.org", "", "http://192.0.2.1:8080"), ("ssh.example.org", "", "ssh://192.0.2.1:22"), ("", "", "http_status:404")),
            [lab, .. Containers("docker", published), .. Guests("192.0.2.1")]);

        Assert.Equal(["docker/docker/photos"], Behind(graph, "photos.example.org"));
        Assert.Equal(["proxmox/pve/qemu/1"], Behind(graph, "ssh.example.org"));
    }

    [Fact]
    public void In_a_cluster_a_name_means_the_service_of_the_connectors_namespace_or_of_the_one_that_it_says()
    {
        var graph = Of(
            Zone(("photos.example.org", Cname), ("wiki.example.org", Cname)),
            Tunnel("healthy", ("photos.example.org", "", "http://photos:2283"), ("wiki.example.org", "", "http://wiki.docs.svc.cluster.local"), ("", "", "http_status:404")),
            KubernetesRulesTests.Contribute("talos", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"media","name":"cloudflared","uid":"d1"},"spec":{"template":{"spec":{"containers":[{"image":"cloudflare/cloudflared:2026.2.0","args":["tunnel","run"],"env":[{"name":"TUNNEL_TOKEN","value":"CREDENTIAL"}]}]}}}}""".Replace("CREDENTIAL", Token, StringComparison.Ordinal)),
            Service("talos", "media", "photos"), Service("talos", "other", "photos"), Service("talos", "docs", "wiki"), Service("attic", "media", "photos"), Service("attic", "docs", "wiki"));

        Assert.Equal(["kubernetes/talos/Service/media/photos"], Behind(graph, "photos.example.org"));
        Assert.Equal(["kubernetes/talos/Service/docs/wiki"], Behind(graph, "wiki.example.org"));
    }

    [Theory]
    [InlineData("http://localhost:2283")]
    [InlineData("http://127.0.0.1:2283")]
    [InlineData("http://photos:2283")]
    [InlineData("http://photos.media.svc:2283")]
    public void What_a_rule_means_only_beside_a_connector_that_nobody_knows_leads_nowhere(string service)
    {
        var graph = Of(
            Zone(("photos.example.org", Cname)), Tunnel("healthy", ("photos.example.org", "", service), ("", "", "http_status:404")),
            Containers("docker", Container("photos", "immich", "proxy")), Service("talos", "media", "photos"));

        Assert.Empty(Behind(graph, "photos.example.org"));
    }

    [Fact]
    public void Two_that_answer_to_a_name_are_neither_and_no_finding()
    {
        var graph = Of(
            Zone(("photos.example.org", Cname)), Tunnel("healthy", ("photos.example.org", "", "http://web"), ("", "", "http_status:404")),
            Containers("docker",
                Container("cloudflared", "cloudflare/cloudflared:2026.2.0", "proxy", $"cloudflared tunnel --no-autoupdate run {Id}"),
                Container("one-web-1", "a", "proxy", project: "one", service: "web"), Container("two-web-1", "b", "proxy", project: "two", service: "web")));

        Assert.Empty(Behind(graph, "photos.example.org"));
        Assert.Empty(graph.Ambiguities);
    }

    [Theory]
    [InlineData("cloudflare/cloudflared:2026.2.0", $"cloudflared tunnel run {Id}", true)]
    [InlineData("cloudflare/cloudflared:2026.2.0", $"cloudflared --credentials-file=/etc/cloudflared/{Id}.json tunnel run lab", true)]
    [InlineData("cloudflare/cloudflared:2026.2.0", "cloudflared tunnel run lab", false)]
    [InlineData("cloudflare/cloudflared:2026.2.0", "cloudflared tunnel run --token eyJub3QiOiJhIHRva2VuIn0", false)]
    [InlineData("cloudflare/cloudflared:2026.2.0", "cloudflared tunnel run --token eyJ***", false)]
    [InlineData("busybox", $"sleep {Id}", false)]
    public void The_words_that_start_a_cloudflared_may_tell_its_tunnel(string image, string command, bool tells) =>
        Assert.Equal(tells ? Id : null, TunnelIdentity.Of(image, [command]));

    [Fact]
    public void Of_a_token_nothing_but_the_tunnel_is_kept()
    {
        var container = Assert.Single(ContainerResources.Of("docker", [Container("cloudflared", "cloudflare/cloudflared:2026.2.0", "proxy", $"cloudflared tunnel run --token={Token}")]));
        var deployment = Seen.Object("talos", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"c"},"spec":{"template":{"spec":{"containers":[{"image":"cloudflare/cloudflared:1","args":["tunnel","run","--token","CREDENTIAL"]}]}}}}""".Replace("CREDENTIAL", Token, StringComparison.Ordinal));

        Assert.All([container.Facts, deployment.Facts], facts =>
        {
            Assert.Contains(Id, facts, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", facts, StringComparison.Ordinal);
            Assert.DoesNotContain(Token[..20], facts, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Where_the_token_is_a_secret_a_label_or_the_name_of_a_mounted_file_tells_the_tunnel()
    {
        var labelled = Container("a", "cloudflare/cloudflared:2026.2.0", "proxy", "cloudflared tunnel run");
        labelled.Labels[TunnelIdentity.Label] = Id;
        var given = Container("b", "cloudflare/cloudflared:2026.2.0", "proxy", "cloudflared tunnel run lab");
        given.Mounts = [new MountPoint { Type = "bind", Source = "/srv/tunnel.json", Destination = $"/etc/cloudflared/{Id}.json" }];
        var contradicted = Container("c", "cloudflare/cloudflared:2026.2.0", "proxy", "cloudflared tunnel run 00000000-0000-4000-8000-000000000001");
        contradicted.Labels[TunnelIdentity.Label] = Id;

        Assert.Equal(
            [true, true, false],
            ContainerResources.Of("docker", [labelled, given, contradicted]).Select(it => it.Facts.Contains($"\"tunnel\":\"{Id}\"", StringComparison.Ordinal)));
    }

    const string Reference = """{"name":"TUNNEL_TOKEN","valueFrom":{"secretKeyRef":{"name":"tunnel","key":"token"}}}""";

    [Theory]
    [InlineData("""{"annotations":{"homelab/tunnel":"@TUNNEL@"}}""", "[]", "[]", true)]
    [InlineData("""{"labels":{"homelab/tunnel":"@TUNNEL@"}}""", "[]", "[]", true)]
    [InlineData("{}", """[{"name":"keys","mountPath":"/keys/lab.json","subPath":"@TUNNEL@.json"}]""", """[{"name":"keys","secret":{"secretName":"keys"}}]""", true)]
    [InlineData("{}", """[{"name":"keys","mountPath":"/keys"}]""", """[{"name":"keys","secret":{"secretName":"keys","items":[{"key":"@TUNNEL@.json","path":"credentials.json"}]}}]""", true)]
    [InlineData("{}", """[{"name":"other","mountPath":"/keys"}]""", """[{"name":"keys","secret":{"secretName":"keys","items":[{"key":"@TUNNEL@.json","path":"credentials.json"}]}}]""", false)]
    [InlineData("{}", "[]", "[]", false)]
    public void In_a_cluster_marks_and_names_of_files_tell_the_tunnel_and_where_nothing_does_it_says_so(string marks, string mounts, string volumes, bool tells)
    {
        var deployment = Seen.Object("talos", $$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"media","name":"lab","uid":"d1"},"spec":{"template":{"metadata":{{marks}},
            "spec":{"containers":[{"image":"cloudflare/cloudflared:1","env":[{{Reference}}],"volumeMounts":{{mounts}} }],"volumes":{{volumes}} } } } }
            """.Replace("@TUNNEL@", Id, StringComparison.Ordinal));

        Assert.Equal(tells, deployment.Facts.Contains($"\"tunnels\":[\"{Id}\"]", StringComparison.Ordinal));
        Assert.Equal(tells ? null : "TunnelNotTold", UntoldTunnel.Of(deployment)?.Code);
    }

    [Theory]
    [InlineData("cloudflare/cloudflared:1", "cloudflared tunnel run", true)]
    [InlineData("cloudflare/cloudflared:1", $"cloudflared tunnel run {Id}", false)]
    [InlineData("busybox", "echo cloudflared", false)]
    public void A_container_whose_tunnel_nobody_tells_says_so(string image, string command, bool isUntold) =>
        Assert.Equal(isUntold, UntoldTunnel.Of(Assert.Single(ContainerResources.Of("docker", [Container("lab", image, "proxy", command)]))) is not null);

    const string Cname = $"{Id}.cfargotunnel.com";

    static IEnumerable<string> Way(LabGraph graph, string name) => RoutePath.Of(graph, $"host/{name}", _ => "").Select(it => it.Node.Address);

    static IEnumerable<string> Fails(LabGraph graph, string address) => Impact.Of(graph, address).Where(it => it.Fails).Select(it => it.Node.Address);

    static IEnumerable<string> Behind(LabGraph graph, string name) => graph.Leaving($"{Node}/{name}").Where(it => it.Kind == "routesTo").Select(it => it.To);

    static LabGraph Of(IEnumerable<Contribution> zone, Contribution tunnel, params IEnumerable<Contribution> others) => GraphBuilder.Build([.. zone, tunnel, .. others]);

    static LabGraph Of(IEnumerable<Contribution> zone, Contribution tunnel, IEnumerable<Contribution> containers, params IEnumerable<Contribution> others) =>
        GraphBuilder.Build([.. zone, tunnel, .. containers, .. others]);

    static IEnumerable<Contribution> Zone(params (string Name, string Target)[] records) => ZoneResources.Of(new Zone
    {
        Name = "example.org", Records = { records.Select((it, index) => new Record { Id = $"r{index}", Name = it.Name, Type = "CNAME", Content = it.Target }) },
    }).Select(it => State(it, "cloudflare/example.org"));

    static Contribution Tunnel(string status, params (string Hostname, string Path, string Service)[] rules) => State(
        TunnelResources.Of("example.org", new Tunnel
        {
            Id = Id, Name = "lab", Status = status, Rules = { rules.Select(it => new IngressRule { Hostname = it.Hostname, Path = it.Path, Service = it.Service }) },
        }),
        "cloudflare/example.org/tunnels");

    static IEnumerable<Contribution> Containers(string host, params ContainerListResponse[] containers) => ContainerResources.Of(host, containers).Select(it => State(it, $"docker/{host}"));

    static ContainerListResponse Container(string name, string image, string network, string command = "", string? project = null, string? service = null) => new()
    {
        ID = name, Names = [$"/{name}"], Image = image, State = "running", Command = command,
        Labels = project is null ? [] : new Dictionary<string, string> { ["com.docker.compose.project"] = project, ["com.docker.compose.service"] = service! },
        NetworkSettings = new SummaryNetworkSettings { Networks = new Dictionary<string, EndpointSettings> { [network] = new() } },
    };

    static IEnumerable<Contribution> Guests(params string[] addresses) =>
        addresses.Select((it, index) => State(Seen.Guest("pve", index + 1, "pve1", $"u{index}", it, "local"), "proxmox/pve"));

    static Contribution Service(string cluster, string space, string name) => KubernetesRulesTests.Contribute(
        cluster, $$$"""{"apiVersion":"v1","kind":"Service","metadata":{"namespace":"{{{space}}}","name":"{{{name}}}","uid":"{{{cluster}}}{{{space}}}{{{name}}}"}}""");

    static Contribution State(ObservedResource it, string source) =>
        Contributions.Of(new ResourceState(it.Address, it.Uid, it.Kind, it.Name, source, it.State, it.Image, "{}", "[]", it.Facts));
}
