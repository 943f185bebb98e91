using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Zones;
using Record = HomeLab.Contracts.Grpc.Dns.Record;

namespace HomeLab.Inventory.Tests.Graph;

public class ZoneRulesTests
{
    const string Balancer = """{"apiVersion":"v1","kind":"Service","metadata":{"namespace":"gateway","name":"external","uid":"s1"},"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.139"}]}}}""";

    [Fact]
    public void A_name_leads_over_its_records_to_the_balancer_that_has_the_address()
    {
        var graph = Of(
            [("r1", "photos.example.org", "CNAME", "home.example.org"), ("r2", "home.example.org", "A", "192.0.2.139")],
            KubernetesRulesTests.Contribute("talos", Balancer));

        Assert.Equal(
            [
                "host/photos.example.org", "cloudflare/example.org/photos.example.org/CNAME/r1", "cloudflare/example.org", "host/home.example.org", "cloudflare/example.org/home.example.org/A/r2",
                "kubernetes/talos/Service/gateway/external",
            ],
            RoutePath.Of(graph, "host/photos.example.org", _ => "").Select(hop => hop.Node.Address));
    }

    [Fact]
    public void A_name_behind_a_tunnel_falls_with_the_tunnel()
    {
        var graph = Of([("r1", "wiki.example.org", "CNAME", "c1744f8b-faa1-48a4-9e5c-02ac921467fa.cfargotunnel.com")]);

        var impacted = Impact.Of(graph, "cloudflare-tunnel/c1744f8b-faa1-48a4-9e5c-02ac921467fa");

        Assert.Equal(["cloudflare/example.org/wiki.example.org/CNAME/r1", "host/wiki.example.org"], impacted.Where(it => it.Fails).Select(it => it.Node.Address));
    }

    [Fact]
    public void An_address_that_two_clusters_balance_leads_to_neither()
    {
        var graph = Of(
            [("r1", "home.example.org", "A", "192.0.2.139")],
            KubernetesRulesTests.Contribute("talos", Balancer), KubernetesRulesTests.Contribute("other", Balancer));

        Assert.DoesNotContain(graph.Edges, edge => edge.Kind == "pointsTo");
        Assert.Equal("balancer-address/192.0.2.139", Assert.Single(graph.Ambiguities).Key);
    }

    [Fact]
    public void A_wildcard_answers_for_a_name_without_records_and_the_hop_says_by_which_rule()
    {
        var graph = Of([("r1", "*.example.org", "CNAME", "home.example.org"), ("r2", "home.example.org", "A", "192.0.2.139")], Names("photos.example.org", "a.b.example.org"));

        var hops = RoutePath.Of(graph, "host/photos.example.org", _ => "");

        Assert.Equal(
            ["host/photos.example.org", "cloudflare/example.org/*.example.org/CNAME/r1", "cloudflare/example.org", "host/home.example.org", "cloudflare/example.org/home.example.org/A/r2"],
            hops.Select(hop => hop.Node.Address));
        Assert.Equal("zone.wildcard", hops[1].By!.Rule);
        Assert.EndsWith("the closest name that exists is example.org (RFC 4592)", hops[1].By!.Evidence, StringComparison.Ordinal);
        Assert.Equal("zone.wildcard", RoutePath.Of(graph, "host/a.b.example.org", _ => "")[1].By!.Rule);
        Assert.Contains("host/photos.example.org", Impact.Of(graph, "cloudflare/example.org/home.example.org/A/r2").Where(it => it.Fails).Select(it => it.Node.Address));
    }

    [Fact]
    public void A_name_that_nobody_names_is_followed_by_its_wildcard_too()
    {
        var graph = Of([("r1", "*.example.org", "A", "192.0.2.139")]);

        Assert.Equal(
            ["host/new.example.org", "cloudflare/example.org/*.example.org/A/r1", "cloudflare/example.org"],
            RoutePath.Of(graph, "host/new.example.org", _ => "").Select(hop => hop.Node.Address));
        Assert.Empty(RoutePath.Of(graph, "host/new.example.net", _ => ""));
    }

    [Theory]
    [InlineData("it has a record of its own, of whatever type", "photos.example.org", "photos.example.org TXT")]
    [InlineData("it exists by what is below it", "k8s.example.org", "dozzle.k8s.example.org A")]
    [InlineData("a name between it and the wildcard exists", "glance.k8s.example.org", "k8s.example.org TXT")]
    [InlineData("a name between it and the wildcard exists by what is below that", "glance.k8s.example.org", "dozzle.k8s.example.org A")]
    [InlineData("what lies below a delegation is answered elsewhere", "glance.k8s.example.org", "k8s.example.org NS")]
    [InlineData("the wildcard below the closest name has no address", "glance.k8s.example.org", "*.k8s.example.org TXT")]
    public void A_wildcard_does_not_answer_for_a_name_where(string reason, string name, string record)
    {
        var words = record.Split(' ');

        var graph = Of([("r1", "*.example.org", "A", "192.0.2.139"), ("r2", words[0], words[1], "x")], Names(name));

        Assert.False(RoutePath.Of(graph, $"host/{name}", _ => "").Any(hop => hop.By?.Rule == "zone.wildcard"), reason);
    }

    [Fact]
    public void A_wildcard_below_the_closest_name_answers_before_one_further_up()
    {
        var graph = Of([("r1", "*.example.org", "A", "192.0.2.1"), ("r2", "*.k8s.example.org", "A", "192.0.2.2")], Names("glance.k8s.example.org"));

        Assert.Equal("cloudflare/example.org/*.k8s.example.org/A/r2", RoutePath.Of(graph, "host/glance.k8s.example.org", _ => "")[1].Node.Address);
    }

    static Contribution Names(params string[] names) => new([.. names.Select(it => new GraphNode($"host/{it}", "host", it, ""))], [], []);

    [Fact]
    public void A_record_that_is_only_wanted_is_no_resource()
    {
        var zone = new Zone { Name = "example.org", Records = { new Record { Name = "new.example.org", Type = "A", Content = "192.0.2.1" } } };

        Assert.Empty(ZoneResources.Of(zone));
    }

    static LabGraph Of((string Id, string Name, string Type, string Content)[] records, params Contribution[] others)
    {
        var zone = new Zone
        {
            Name = "example.org",
            Records = { records.Select(it => new Record { Id = it.Id, Name = it.Name, Type = it.Type, Content = it.Content }) },
        };
        return GraphBuilder.Build(ZoneResources.Of(zone)
            .Select(it => Contributions.Of(new ResourceState(it.Address, it.Uid, it.Kind, it.Name, "cloudflare/example.org", "", "", "{}", "[]", it.Facts)))
            .Concat(others));
    }
}
