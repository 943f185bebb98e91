using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Tests.Evaluation;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Probes;

public sealed class ProbeTargetsTests
{
    const string Published = """{"ports":[{"private":9091,"public":19091,"type":"tcp","ip":"0.0.0.0"},{"private":22,"public":0,"type":"tcp"}]}""";

    [Theory]
    [InlineData("tcp://docker.lan:2376", Published, "http docker.lan:19091/api/health")]
    [InlineData("unix:///var/run/docker.sock", Published, "http 127.0.0.1:19091/api/health")]
    [InlineData("unix:///var/run/docker.sock", """{"ports":[{"private":9091,"public":19091,"type":"tcp","ip":"127.0.0.1"}]}""", "http 127.0.0.1:19091/api/health")]
    [InlineData("tcp://docker.lan:2376", """{"ports":[{"private":9091,"public":19091,"type":"tcp","ip":"127.0.0.1"}]}""", null)]
    [InlineData("tcp://docker.lan:2376", """{"ports":[{"private":9091,"public":0,"type":"tcp"}]}""", null)]
    [InlineData("tcp://docker.lan:2376", "{}", null)]
    public void A_container_is_asked_at_the_port_that_its_engine_publishes(string endpoint, string facts, string? expected)
    {
        var view = TestView.Of([TestView.Container("authelia", "authelia", "authelia/authelia:4.39.4", "running") with { Facts = facts }]) with
        {
            Lab = new LabSpec { Docker = [new DockerSource { Name = "host", Endpoint = endpoint }] },
        };

        Assert.Equal(expected, TestProbes.Targets.Of(view).SingleOrDefault()?.ToString());
    }

    [Fact]
    public void From_within_a_container_nothing_is_asked_at_loopback()
    {
        var view = TestView.Of([TestView.Container("authelia", "authelia", "authelia/authelia:4.39.4", "running") with { Facts = Published }]) with
        {
            Lab = new LabSpec { Docker = [new DockerSource { Name = "host", Endpoint = "unix:///var/run/docker.sock" }] },
        };

        Assert.Empty(new ProbeTargets(isContainer: true, isInCluster: false).Of(view));
    }

    [Fact]
    public void What_a_silent_source_showed_is_not_asked()
    {
        var view = TestView.Of([TestView.Container("authelia", "authelia", "authelia/authelia:4.39.4", "running") with { Facts = Published }]) with
        {
            Lab = new LabSpec { Docker = [new DockerSource { Name = "host", Endpoint = "tcp://docker.lan:2376" }] },
            Sources = new Dictionary<string, SourceRow> { ["docker/host"] = new("docker/host", false, "ConnectionRefused", "it refuses connections", "", null) },
        };

        Assert.Empty(TestProbes.Targets.Of(view));
    }

    [Theory]
    [InlineData("192.168.8.20", "10.96.0.7", false, "http 192.168.8.20:80/api/health")]
    [InlineData("203.0.113.20", "10.96.0.7", false, null)]
    [InlineData("203.0.113.20", "10.96.0.7", true, "http 10.96.0.7:80/api/health")]
    public void A_workload_is_asked_by_its_service_at_an_address_that_leads_there_from_here(string balancer, string cluster, bool isInCluster, string? expected)
    {
        var view = TestView.Of(
        [
            TestView.Object("""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"authelia","namespace":"auth"},
                 "spec":{"template":{"metadata":{"labels":{"app":"authelia"}},"spec":{"containers":[{"name":"main","image":"authelia/authelia:4.39.4"}]}}}}
                """),
            TestView.Object($$$"""
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"authelia","namespace":"auth"},
                 "spec":{"clusterIP":"{{{cluster}}}","selector":{"app":"authelia"},"ports":[{"port":80,"targetPort":9091}]},
                 "status":{"loadBalancer":{"ingress":[{"ip":"{{{balancer}}}"}] } } }
                """),
            TestView.Object("""
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"other","namespace":"auth"},
                 "spec":{"clusterIP":"10.96.0.8","selector":{"app":"other"},"ports":[{"port":9091}]},"status":{"loadBalancer":{"ingress":[{"ip":"192.168.8.21"}]}}}
                """),
        ]) with { Lab = new LabSpec { Kubernetes = [new KubernetesSource { Name = "talos" }] } };

        Assert.Equal(expected, new ProbeTargets(isContainer: false, isInCluster).Of(view).SingleOrDefault()?.ToString());
    }

    [Fact]
    public void What_is_outside_of_the_lab_is_asked_where_the_lab_names_it_and_nowhere_else()
    {
        var lab = new LabSpec { Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "T" }, Zones = ["example.org"], Url = "http://127.0.0.1:5001/cloudflare/client/v4/" } };
        var view = TestView.Of([], named: LabObservations.Of(lab)) with { Lab = lab };

        Assert.Equal(["api 127.0.0.1:5001/cloudflare/client/v4/user/tokens/verify"], TestProbes.Targets.Of(view).Select(it => it.ToString()));
    }

    [Fact]
    public void A_router_is_asked_for_its_device_description_where_an_uplink_names_it()
    {
        var lab = new LabSpec { Uplinks = [new UplinkSpec { Name = "fibre", Detectors = [new DetectorSpec { Kind = "trace" }, new DetectorSpec { Kind = "upnp", Url = "http://192.168.1.1:5000/rootDesc.xml" }] }] };
        var view = TestView.Of([], named: LabObservations.Of(lab)) with { Lab = lab };

        Assert.Equal("home-router", Assert.Single(view.Reading.Systems).Entry.Id);
        Assert.Equal(["api 192.168.1.1:5000/rootDesc.xml"], TestProbes.Targets.Of(view).Select(it => it.ToString()));
    }

    [Fact]
    public void Cloudflare_itself_is_not_asked()
    {
        var lab = new LabSpec { Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "T" }, Zones = ["example.org"] } };
        var view = TestView.Of([], named: LabObservations.Of(lab)) with { Lab = lab };

        Assert.Equal("cloudflare", Assert.Single(view.Reading.Systems).Entry.Id);
        Assert.Empty(TestProbes.Targets.Of(view));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("100.100.1.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fd00::1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("metadata.internal", false)]
    public void What_an_object_says_of_itself_leads_into_private_networks_only(string address, bool expected) => Assert.Equal(expected, Reach.IsPrivate(address));
}
