using System.Net.Http.Json;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests;

public sealed class UplinkTests
{
    static readonly Uri NoDocker = new("unix:///nonexistent/docker.sock");

    /// <summary>Through lab.yaml, Inventory, detectors and Cloudflare, as a person with a new address sees it.</summary>
    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    [Proves("DNS-10")]
    public async Task A_record_follows_the_labs_public_address()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var lab = LabDirectory.Create(state, NoDocker);
        var main = Path.Combine(lab, "lab.yaml");
        await File.WriteAllTextAsync(main, (await File.ReadAllTextAsync(main)).Replace("  policy:", """
              uplinks:
                - name: fibre
                  interval: 10s
                  detectors:
                    - {kind: trace, url: http://simulators/addresses/demo/trace}
                    - {kind: http, url: http://simulators/addresses/demo/page}
                    - {kind: doh, url: http://simulators/addresses/demo/dns-query}
                    - {kind: upnp, url: http://simulators/addresses/demo/router/rootDesc.xml}
              policy:
            """, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(lab, "home.yaml"), """
            apiVersion: homelab/v1
            kind: DnsRecord
            metadata: {name: home}
            spec: {name: home.example.org, type: A, uplink: fibre}
            """);
        await using var fleet = await Fleet.StartAsync(state, lab);
        await fleet.Zone.AppearsAsync("home.example.org");
        Assert.Equal("93.184.216.34", (string?)(await fleet.Zone.RecordAsync("home.example.org"))!["content"]);

        await TurnAsync(fleet, new { ipv4 = "93.184.216.35" });

        await Eventually.TrueAsync(
            async () => (string?)(await fleet.Zone.RecordAsync("home.example.org"))?["content"] == "93.184.216.35",
            "the record follows", TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(500));
        using var channel = fleet.Channel("dns");
        var dns = new Dns.DnsClient(channel);
        await Eventually.PassesAsync(async () =>
        {
            var uplink = Assert.Single((await dns.ListUplinksAsync(new ListUplinksRequest(), fleet.AsOperator())).Uplinks);
            Assert.Equal(("fibre", "IPv4", "93.184.216.35", "DnsRecord/home"), (uplink.Name, uplink.Family, uplink.Address, Assert.Single(uplink.Records)));
        });
        await fleet.HistoryAsync("example.org/home.example.org/", "settlement update Applied", "intent update ", "settlement create Applied", "intent create ");
    }

    static async Task TurnAsync(Fleet fleet, object uplink)
    {
#pragma warning disable RS0030 // A test has no factory.
        using var http = new HttpClient();
#pragma warning restore RS0030
        (await http.PutAsJsonAsync(new Uri(fleet.Endpoint("simulators"), "/_sim/addresses/demo"), uplink)).EnsureSuccessStatusCode();
    }
}
