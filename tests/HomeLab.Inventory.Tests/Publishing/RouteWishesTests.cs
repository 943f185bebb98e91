using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Publishing;

public class RouteWishesTests
{
    const string Gateway = """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"external","namespace":"network"},
         "spec":{"listeners":[
            {"name":"web","hostname":"*.example.org","port":443,"protocol":"HTTPS","allowedRoutes":{"namespaces":{"from":"All"}}},
            {"name":"same","hostname":"same.example.org","port":8443,"protocol":"HTTPS"},
            {"name":"chosen","hostname":"chosen.example.org","port":9443,"protocol":"HTTPS","allowedRoutes":{"namespaces":{"from":"Selector","selector":{"matchLabels":{"public":"yes"}}}}},
            {"name":"pass","hostname":"tls.example.org","port":8444,"protocol":"TLS","allowedRoutes":{"namespaces":{"from":"All"}}}]},
         "status":{"addresses":[{"type":"IPAddress","value":"198.51.100.7"},{"type":"IPAddress","value":"2001:db8::7"}]}}
        """;

    [Fact]
    public void A_route_gets_the_names_that_it_shares_with_a_listener_at_the_addresses_of_its_gateway()
    {
        var cluster = new PublishedCluster().See(Gateway, Route("""["photos.example.org","a.b.example.org","example.org"]"""));

        Assert.Equal(
            ["a.b.example.org 198.51.100.7 2001:db8::7", "example.org NoListener", "photos.example.org 198.51.100.7 2001:db8::7"], cluster.Lines);
        Assert.Equal("network/external", cluster.Endpoints[0].EntryPoints);
    }

    [Theory]
    [InlineData("*.example.org", "*.example.org")]
    [InlineData("*.home.example.org", "*.home.example.org")]
    [InlineData("PHOTOS.example.org.", "photos.example.org")]
    public void The_narrower_of_both_names_counts(string host, string expected) =>
        Assert.Equal([$"{expected} 198.51.100.7 2001:db8::7"], new PublishedCluster().See(Gateway, Route($"""["{host}"]""", section: "web")).Lines);

    [Fact]
    public void A_route_that_names_no_host_gets_those_of_its_listeners()
    {
        Assert.Equal(["*.example.org 198.51.100.7 2001:db8::7"], new PublishedCluster().See(Gateway, Route("[]", section: "web")).Lines);
        Assert.Equal(["tls.example.org 198.51.100.7 2001:db8::7"], new PublishedCluster().See(Gateway, Route("""["*.example.org"]""", kind: "TLSRoute")).Lines);
    }

    [Fact]
    public void A_listener_takes_routes_of_the_namespaces_that_it_allows()
    {
        var cluster = new PublishedCluster().See(
            Gateway, """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"apps","labels":{"public":"no"}}}""",
            Route("""["same.example.org"]""", section: "same", name: "one"), Route("""["chosen.example.org"]""", section: "chosen", name: "two"));
        Assert.Equal(["same.example.org NoListener", "chosen.example.org NoListener"], cluster.Lines);

        cluster.See("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"apps","labels":{"public":"yes"}}}""");

        Assert.Equal(["same.example.org NoListener", "chosen.example.org 198.51.100.7 2001:db8::7"], cluster.Lines);
    }

    [Fact]
    public void Section_and_port_choose_the_listener()
    {
        Assert.Equal(["photos.example.org NoListener"], new PublishedCluster().See(Gateway, Route("""["photos.example.org"]""", section: "pass")).Lines);
        Assert.Equal(["photos.example.org NoListener"], new PublishedCluster().See(Gateway, Route("""["photos.example.org"]""", port: 8443)).Lines);
        Assert.Equal(["photos.example.org 198.51.100.7 2001:db8::7"], new PublishedCluster().See(Gateway, Route("""["photos.example.org"]""", port: 443)).Lines);
    }

    [Theory]
    [InlineData("False", 1, "NotAccepted")]
    [InlineData("Unknown", 1, "NotYetAccepted")]
    [InlineData("True", 0, "NotYetAccepted")]
    public void Only_a_parent_that_accepted_the_route_as_it_is_counts(string status, int generation, string code) =>
        Assert.Equal([$"photos.example.org {code}"], new PublishedCluster().See(Gateway, Route("""["photos.example.org"]""", status, generation)).Lines);

    [Fact]
    public void What_is_not_known_now_takes_no_name_away()
    {
        var cluster = new PublishedCluster().See(Gateway, Route("[]", section: "web"));

        cluster.See(Route("[]", "Unknown", section: "web"));
        Assert.Equal(["*.example.org 198.51.100.7 2001:db8::7 stopped"], cluster.Lines);
        cluster.See(Route("[]", section: "web"), Gateway.Replace("\"addresses\"", "\"none\"", StringComparison.Ordinal));
        Assert.Equal(["*.example.org 198.51.100.7 2001:db8::7 stopped"], cluster.Lines);
        cluster.See(Gateway);
        Assert.Equal(["*.example.org 198.51.100.7 2001:db8::7"], cluster.Lines);
        cluster.Lose("Gateway");
        Assert.Equal([" NoGateway"], cluster.Lines);
    }

    [Fact]
    public void The_gateways_annotation_beats_the_labs_target_and_that_its_addresses()
    {
        var lab = new KubernetesPublishSpec { Target = "home.example.org", Proxied = true };
        Assert.Equal(["photos.example.org home.example.org proxied"], new PublishedCluster(lab).See(Gateway, Route("""["photos.example.org"]""")).Lines);

        var annotated = Gateway.Replace("\"name\":\"external\"", "\"name\":\"external\",\"annotations\":{\"external-dns.alpha.kubernetes.io/target\":\"edge.example.net\"}", StringComparison.Ordinal);
        Assert.Equal(["photos.example.org edge.example.net proxied"], new PublishedCluster(lab).See(annotated, Route("""["photos.example.org"]""")).Lines);
    }

    [Fact]
    public void Annotations_of_the_route_add_names_and_say_how_they_are_published()
    {
        var cluster = new PublishedCluster().See(Gateway, Route(
            """["photos.example.org"]""",
            annotations: """{"external-dns.alpha.kubernetes.io/hostname":"more.example.org","external-dns.alpha.kubernetes.io/ttl":"5m","external-dns.kubernetes.io/cloudflare-proxied":"true"}"""));

        Assert.Equal(
            ["more.example.org 198.51.100.7 2001:db8::7 ttl 300 proxied", "photos.example.org 198.51.100.7 2001:db8::7 ttl 300 proxied"], cluster.Lines);
        Assert.Empty(new PublishedCluster().See(Gateway, Route("""["photos.example.org"]""", annotations: """{"external-dns.alpha.kubernetes.io/controller":"other"}""")).Lines);
    }

    [Fact]
    public void The_lab_says_which_gateways_become_public()
    {
        Assert.Equal(["photos.example.org NotPublished"], new PublishedCluster(null).See(Gateway, Route("""["photos.example.org"]""")).Lines);
        Assert.Equal(
            ["photos.example.org GatewayNotPublished"],
            new PublishedCluster(new KubernetesPublishSpec { Gateways = ["network/internal"] }).See(Gateway, Route("""["photos.example.org"]""")).Lines);
        Assert.Equal(
            ["photos.example.org KindNotPublished"],
            new PublishedCluster(new KubernetesPublishSpec { Kinds = ["Ingress"] }).See(Gateway, Route("""["photos.example.org"]""")).Lines);
    }

    static string Route(
        string hostnames, string accepted = "True", int generation = 1, string section = "", int port = 0, string kind = "HTTPRoute", string name = "app",
        string annotations = "{}")
    {
        var parent = $$"""{"name":"external","namespace":"network"{{(section.Length > 0 ? $",\"sectionName\":\"{section}\"" : "")}}{{(port > 0 ? $",\"port\":{port}" : "")}}}""";
        return $$$"""
            {"apiVersion":"gateway.networking.k8s.io/v1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","namespace":"apps","generation":1,"annotations":{{{annotations}}}},
             "spec":{"hostnames":{{{hostnames}}},"parentRefs":[{{{parent}}}]},
             "status":{"parents":[{"parentRef":{{{parent}}},"conditions":[{"type":"Accepted","status":"{{{accepted}}}","observedGeneration":{{{generation}}},"message":"so it is"}]}]}}
            """;
    }
}
