using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Publishing;

public class ObjectWishesTests
{
    [Fact]
    public void An_ingress_gets_the_names_of_its_rules_its_certificates_and_its_annotation()
    {
        var ingress = Object("networking.k8s.io/v1", "Ingress", "\"external-dns.alpha.kubernetes.io/hostname\":\"more.example.org, OTHER.example.net\"",
            """{"rules":[{"host":"photos.example.org"},{"http":{}}],"tls":[{"hosts":["photos.example.org","*.example.org"]}]}""", Balancer("198.51.100.7"));

        Assert.Equal(
            ["*.example.org 198.51.100.7", "OTHER.example.net OutsideZones", "more.example.org 198.51.100.7", "photos.example.org 198.51.100.7"],
            new PublishedCluster().See(ingress).Lines.Select(it => it.Replace("other", "OTHER", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("annotation-only", "more.example.org 198.51.100.7")]
    [InlineData("defined-hosts-only", "photos.example.org 198.51.100.7")]
    public void An_ingress_says_where_its_names_stand(string source, string expected) => Assert.Equal([expected], new PublishedCluster().See(Object(
        "networking.k8s.io/v1", "Ingress",
        $"\"external-dns.alpha.kubernetes.io/hostname\":\"more.example.org\",\"external-dns.alpha.kubernetes.io/ingress-hostname-source\":\"{source}\"",
        """{"rules":[{"host":"photos.example.org"}]}""", Balancer("198.51.100.7"))).Lines);

    [Fact]
    public void An_ingress_without_an_address_keeps_the_names_that_it_had_and_gets_no_new_ones()
    {
        var cluster = new PublishedCluster().See(Ingress("a.example.org", "198.51.100.7"));

        cluster.See(Ingress("a.example.org", null));
        Assert.Equal(["a.example.org 198.51.100.7 stopped"], cluster.Lines);
        cluster.See(Ingress("b.example.org", null));
        Assert.Equal(["b.example.org NoAddress"], cluster.Lines);
        cluster.See(Ingress("b.example.org", "198.51.100.8"));
        Assert.Equal(["b.example.org 198.51.100.8"], cluster.Lines);
    }

    [Theory]
    [InlineData("", "upsertOnly")]
    [InlineData("\"homelab/dns-policy\":\"createOnly\"", "createOnly")]
    [InlineData("\"homelab/dns-policy\":\"create-only\"", "createOnly")]
    [InlineData("\"homelab/dns-policy\":\"never\"", "upsertOnly")]
    public void What_may_become_of_its_records_the_lab_says_and_rather_the_object_itself(string annotation, string expected)
    {
        var cluster = new PublishedCluster(new KubernetesPublishSpec { Policy = "upsertOnly" })
            .See(Object("networking.k8s.io/v1", "Ingress", annotation, """{"rules":[{"host":"photos.example.org"}]}""", Balancer("198.51.100.7")));

        Assert.Equal(expected, Assert.Single(cluster.Endpoints).Policy);
        Assert.Equal(annotation.Contains("never", StringComparison.Ordinal) ? ["WrongValue"] : [], cluster.Problems.Select(it => it.Code));
    }

    [Fact]
    public void The_lab_says_which_classes_become_public()
    {
        var cluster = new PublishedCluster(new KubernetesPublishSpec { IngressClasses = ["nginx"] });

        Assert.Equal(["a.example.org ClassNotPublished"], cluster.See(Ingress("a.example.org", "198.51.100.7")).Lines);
        Assert.Equal(["a.example.org 198.51.100.7"], cluster.See(Ingress("a.example.org", "198.51.100.7", "nginx")).Lines);
    }

    [Theory]
    [InlineData("""{"type":"LoadBalancer"}""", "", "a.example.org 198.51.100.7")]
    [InlineData("""{"type":"LoadBalancer","externalIPs":["198.51.100.9"]}""", "", "a.example.org 198.51.100.9")]
    [InlineData("""{"type":"LoadBalancer"}""", ",\"external-dns.alpha.kubernetes.io/target\":\"203.0.113.1,203.0.113.2\"", "a.example.org 203.0.113.1 203.0.113.2")]
    [InlineData("""{"type":"ExternalName","externalName":"elsewhere.example.net"}""", "", "a.example.org elsewhere.example.net")]
    [InlineData("""{"type":"ClusterIP"}""", "", "a.example.org NoAddress")]
    [InlineData("""{"type":"ClusterIP"}""", ",\"external-dns.alpha.kubernetes.io/target\":\"edge.example.net\"", "a.example.org edge.example.net")]
    [InlineData("""{"type":"LoadBalancer"}""", ",\"external-dns.alpha.kubernetes.io/target\":\"edge.example.net,203.0.113.2\"", "a.example.org MixedTargets")]
    [InlineData("""{"type":"LoadBalancer"}""", ",\"external-dns.alpha.kubernetes.io/target\":\"${TUNNEL}.example.net\"", "a.example.org InvalidTarget")]
    [InlineData("""{"type":"LoadBalancer"}""", ",\"external-dns.alpha.kubernetes.io/target\":\"192.168.1.2\",\"external-dns.alpha.kubernetes.io/cloudflare-proxied\":\"true\"", "a.example.org PrivateTarget")]
    public void A_service_gets_the_names_of_its_annotation(string spec, string annotations, string expected) => Assert.Equal([expected], new PublishedCluster().See(
        Object("v1", "Service", $"\"external-dns.alpha.kubernetes.io/hostname\":\"a.example.org\"{annotations}", spec, Balancer("198.51.100.7"))).Lines);

    [Fact]
    public void A_service_gets_names_for_its_addresses_within_the_cluster()
    {
        var service = Object("v1", "Service", "\"external-dns.alpha.kubernetes.io/internal-hostname\":\"a.example.org\"", """{"type":"LoadBalancer","clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"]}""");

        Assert.Equal(["a.example.org 10.0.0.7"], new PublishedCluster(new KubernetesPublishSpec { Proxied = true }).See(service).Lines);
    }

    [Fact]
    public void A_service_without_an_annotation_gets_no_name() => Assert.Empty(new PublishedCluster().See(Object("v1", "Service", "", """{"type":"LoadBalancer"}""", Balancer("198.51.100.7"))).Lines);

    [Fact]
    public void A_record_object_gets_its_records_as_they_stand_there()
    {
        var cluster = new PublishedCluster(new KubernetesPublishSpec { Target = "home.example.org" }).See(Object("externaldns.k8s.io/v1alpha1", "DNSEndpoint", "", """
            {"endpoints":[
              {"dnsName":"a.example.org","recordType":"A","targets":["203.0.113.2","203.0.113.1"],"recordTTL":300,
               "providerSpecific":[{"name":"external-dns.alpha.kubernetes.io/cloudflare-proxied","value":"true"}]},
              {"dnsName":"a.example.org","recordType":"A","targets":["203.0.113.3"]},
              {"dnsName":"_sip._tcp.example.org","recordType":"SRV","targets":["0 5 5060 sip.example.org."]},
              {"dnsName":"example.org","recordType":"MX","targets":["10 mail.example.org"]},
              {"dnsName":"t.example.org","recordType":"TXT","targets":["\"v=spf1 -all\""]},
              {"dnsName":"t.example.org","recordType":"CNAME","targets":["${TUNNEL}.cfargotunnel.com"]},
              {"dnsName":"n.example.org","recordType":"NS","targets":["ns.example.net"]},
              {"dnsName":"e.example.org","recordType":"A","targets":[]},
              {"dnsName":"s.example.org","recordType":"A","targets":["203.0.113.1"],"setIdentifier":"one"}]}
            """));

        Assert.Equal(
            [
                "a.example.org A 203.0.113.1 203.0.113.2 203.0.113.3 ttl 300 proxied", "e.example.org NoTarget", "s.example.org TypeNotSupported", "t.example.org InvalidTarget",
                "example.org MX 10 mail.example.org", "n.example.org TypeNotSupported", "_sip._tcp.example.org SRV 0 5 5060 sip.example.org", "t.example.org TXT v=spf1 -all",
            ],
            cluster.Lines);
        Assert.All(cluster.Endpoints, it => Assert.True(it.IsDeclared));
    }

    [Fact]
    public void Traefiks_routes_get_the_names_that_their_rules_match()
    {
        var route = Object("traefik.io/v1alpha1", "IngressRoute", "", """{"entryPoints":["websecure"],"routes":[{"match":"Host(`a.example.org`) && PathPrefix(`/x`)"},{"match":"HostRegexp(`.+`)"}]}""");

        Assert.Equal([".+ HostRegexp", "a.example.org home.example.org"], new PublishedCluster(new KubernetesPublishSpec { Target = "home.example.org" }).See(route).Lines);
        Assert.Contains("a.example.org NoTarget", new PublishedCluster().See(route).Lines);
    }

    [Fact]
    public void A_rule_that_is_broken_takes_no_name_away()
    {
        var cluster = new PublishedCluster(new KubernetesPublishSpec { Target = "home.example.org" })
            .See(Object("traefik.io/v1alpha1", "IngressRouteTCP", "", """{"routes":[{"match":"HostSNI(`a.example.org`)"}]}"""));

        cluster.See(Object("traefik.io/v1alpha1", "IngressRouteTCP", "", """{"routes":[{"match":"HostSNI(`a.example.org`"}]}"""));

        Assert.Equal(["a.example.org home.example.org"], cluster.Lines);
        Assert.Equal("BrokenRule", Assert.Single(cluster.Problems).Code);
    }

    [Fact]
    public void An_object_that_is_too_large_to_be_kept_keeps_its_names()
    {
        var cluster = new PublishedCluster().See(Ingress("a.example.org", "198.51.100.7"));

        cluster.See(Object("networking.k8s.io/v1", "Ingress", "", $$"""{"rules":[{"host":"{{new string('a', 70_000)}}"}]}"""));

        Assert.Equal(["a.example.org 198.51.100.7"], cluster.Lines);
    }

    [Fact]
    public void A_long_list_of_names_is_read_whole()
    {
        var names = Enumerable.Range(0, 100).Select(it => $"name-{it}.example.org").ToList();
        var service = Object("v1", "Service", $"\"external-dns.alpha.kubernetes.io/hostname\":\"{string.Join(',', names)}\"", """{"type":"LoadBalancer"}""", Balancer("198.51.100.7"));

        Assert.Equal(names.Order(StringComparer.Ordinal), new PublishedCluster().See(service).Endpoints.Select(it => it.Host).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("10s")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    public void A_ttl_that_cannot_be_is_told_of_and_left_out(string ttl)
    {
        var cluster = new PublishedCluster().See(Object("v1", "Service",
            $"\"external-dns.alpha.kubernetes.io/hostname\":\"a.example.org\",\"external-dns.alpha.kubernetes.io/ttl\":\"{ttl}\"", """{"type":"LoadBalancer"}""", Balancer("198.51.100.7")));

        Assert.Equal(["a.example.org 198.51.100.7"], cluster.Lines);
        Assert.Equal("WrongType", Assert.Single(cluster.Problems).Code);
    }

    static string Ingress(string host, string? address, string? ingressClass = null) => Object("networking.k8s.io/v1", "Ingress", "",
        $$"""{"rules":[{"host":"{{host}}"}]{{(ingressClass is null ? "" : $",\"ingressClassName\":\"{ingressClass}\"")}}}""", address is null ? "{}" : Balancer(address));

    static string Balancer(string address) => $$$"""{"loadBalancer":{"ingress":[{"ip":"{{{address}}}"}]}}""";

    static string Object(string apiVersion, string kind, string annotations, string spec, string status = "{}") => $$$"""
        {"apiVersion":"{{{apiVersion}}}","kind":"{{{kind}}}","metadata":{"name":"it","namespace":"apps","annotations":{{{{annotations}}}}},"spec":{{{spec}}},"status":{{{status}}}}
        """;
}
