using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Tests.Evaluation;
using HomeLab.Inventory.Tests.Probes;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Certificates;

public sealed class TlsTargetsTests
{
    const string Gateway = """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"external","namespace":"gateway"},
         "spec":{"listeners":[{"name":"web","port":80,"protocol":"HTTP"},{"name":"secure","port":443,"protocol":"HTTPS","hostname":"*.attic.dev"},
           {"name":"nas","port":8443,"protocol":"TLS","hostname":"nas.attic.dev","tls":{"mode":"Passthrough"}}]},
         "status":{"addresses":[{"type":"IPAddress","value":"ADDRESS"}]}}
        """;

    const string Route = """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"photos","namespace":"apps"},
         "spec":{"hostnames":["photos.attic.dev","photos.other.dev","*.attic.dev"],"parentRefs":[{"name":"external","namespace":"gateway","sectionName":"SECTION"}]}}
        """;

    const string Ingress = """
        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"music","namespace":"apps"},
         "spec":{"rules":[{"host":"music.attic.dev"},{"host":"plain.attic.dev"}],"tls":[{"hosts":["music.attic.dev","*.attic.dev"],"secretName":"music"}]},
         "status":{"loadBalancer":{"ingress":[{"ip":"192.168.8.21"}]}}}
        """;

    [Theory]
    [InlineData("192.168.8.20", "secure", "nas.attic.dev at 192.168.8.20:8443", "photos.attic.dev at 192.168.8.20:443")]
    [InlineData("192.168.8.20", "", "nas.attic.dev at 192.168.8.20:8443", "photos.attic.dev at 192.168.8.20:443")]
    [InlineData("192.168.8.20", "web", "nas.attic.dev at 192.168.8.20:8443")]
    [InlineData("203.0.113.20", "secure")]
    public void A_gateway_is_asked_by_the_names_of_the_routes_on_its_listeners(string address, string section, params string[] expected) => Assert.Equal(
        expected, Told(TlsLab.View(TestView.Object(Gateway.Replace("ADDRESS", address, StringComparison.Ordinal)), TestView.Object(Route.Replace("SECTION", section, StringComparison.Ordinal)))));

    [Fact]
    public void An_Ingress_is_asked_by_the_names_for_which_it_has_certificates() =>
        Assert.Equal(["music.attic.dev at 192.168.8.21:443"], Told(TlsLab.View(TestView.Object(Ingress))));

    [Fact]
    public void Traefik_is_asked_at_its_published_port_by_the_names_of_routers_with_TLS() => Assert.Equal(
        ["music.attic.dev at 127.0.0.1:8443", "photos.attic.dev at 127.0.0.1:8443"],
        Told(TlsLab.View(
            TlsLab.State(TlsLab.Proxy(8443)), TlsLab.State(TlsLab.App("photos", "photos.attic.dev")), TlsLab.State(TlsLab.App("music", "music.attic.dev", "web", isTls: true)),
            TlsLab.State(TlsLab.App("plain", "plain.attic.dev", "web")))));

    [Fact]
    public void Of_two_Traefiks_nobody_knows_which_it_is()
    {
        var other = TlsLab.Proxy(9443) with { Address = "docker/host/proxy/second", Uid = "t2" };

        Assert.Empty(Told(TlsLab.View(TlsLab.State(TlsLab.Proxy(8443)), TlsLab.State(other), TlsLab.State(TlsLab.App("photos", "photos.attic.dev")))));
    }

    [Fact]
    public void A_name_behind_Cloudflare_is_asked_through_that_name_alone() => Assert.Equal(
        ["photos.attic.dev at photos.attic.dev:443"],
        Told(TlsLab.View(TlsLab.State(TlsLab.Proxy(8443)), TlsLab.State(TlsLab.App("photos", "photos.attic.dev")), TlsLab.State(TlsLab.Record("photos.attic.dev", true)))));

    [Theory]
    [InlineData("photos.example.org")]
    [InlineData("example.com")]
    [InlineData("photos.test")]
    public void A_name_of_documentation_is_nobodys_lab(string name) => Assert.Empty(Told(TlsLab.View(TlsLab.State(TlsLab.Record(name, true)))));

    [Fact]
    public void A_record_that_is_not_proxied_leads_nowhere_by_itself() => Assert.Empty(Told(TlsLab.View(TlsLab.State(TlsLab.Record("photos.attic.dev", false)))));

    [Fact]
    public void What_a_silent_source_showed_is_told_and_not_asked()
    {
        var view = TlsLab.View(TestView.Object(Ingress)) with
        {
            Sources = new Dictionary<string, SourceRow> { ["kubernetes/talos"] = new("kubernetes/talos", false, "ConnectionRefused", "it refuses connections", "", null) },
        };

        Assert.Equal("it refuses connections", Assert.Single(TestProbes.Servers.Of(view, [])).Gap);
    }

    [Fact]
    public void What_a_proxy_showed_that_is_stopped_is_told_and_not_asked()
    {
        var stopped = TlsLab.Proxy(8443) with { State = "exited", Facts = "{}" };

        var found = TestProbes.Servers.Of(TlsLab.View(TlsLab.State(stopped), TlsLab.State(TlsLab.App("photos", "photos.attic.dev"))), []);

        Assert.Equal(("host/photos.attic.dev", "docker/host/proxy/traefik does not run"), (Assert.Single(found).Object, found[0].Gap));
    }

    [Theory]
    [InlineData("https://pve.lan:8006", "pve.lan at pve.lan:8006")]
    [InlineData("https://192.168.8.2:8006", " at 192.168.8.2:8006")]
    [InlineData("http://simulators/proxmox/demo")]
    public void What_the_lab_speaks_to_over_TLS_is_asked_there(string url, params string[] expected)
    {
        var lab = new LabSpec { Proxmox = [new ProxmoxSource { Name = "pve", Url = url, Token = new SecretReference { Env = "PVE" } }] };

        var found = TestProbes.Servers.Of(TestView.Of([], named: LabObservations.Of(lab)) with { Lab = lab }, []);

        Assert.Equal(expected, found.Select(it => $"{it.Name} at {it.Host}:{it.Port}"));
        Assert.All(found, it => Assert.Equal("proxmox/pve", it.Object));
    }

    [Fact]
    public void What_the_catalogue_asks_over_TLS_shows_its_certificate()
    {
        var view = TestView.Of(
        [
            TestView.Guest(101, "u1", "running") with { Facts = """{"type":"qemu","vmid":101,"name":"pbs","tags":"","template":false,"addresses":["192.168.8.31"]}""" },
        ]);
        var probed = TestProbes.Targets.Of(view).Append(new ProbeTarget("x", "proxmox/pve", "proxmox/pve/qemu/101", new() { Probe = "http", Port = 8007 }, "192.168.8.31", 8007, "https", "/"));

        Assert.Equal(["proxmox/pve/qemu/101"], TestProbes.Servers.Of(view, probed).Select(it => it.Object));
    }

    static IEnumerable<string> Told(LabView view) =>
        TestProbes.Servers.Of(view, []).Select(it => $"{it.Name} at {it.Host}:{it.Port}").Order(StringComparer.Ordinal);
}
