using System.Text;

namespace HomeLab.Simulators.Tests.Cloudflare;

/// <summary>As https://developers.cloudflare.com/api/resources/zero_trust/subresources/tunnels/ describes them.</summary>
public class TunnelsTests
{
    const string Account = "5a11ab1e0acc0000000000000000da7a";
    const string Tunnels = $"accounts/{Account}/cfd_tunnel";

    static readonly (string, string?)[] Seeded =
    [
        ("Simulators:Cloudflare:Tunnels:0:Name", "lab"), ("Simulators:Cloudflare:Tunnels:0:Id", "c1744f8b-faa1-48a4-9e5c-02ac921467fa"),
        ("Simulators:Cloudflare:Tunnels:0:Status", "healthy"),
        ("Simulators:Cloudflare:Tunnels:0:Rules:0:Hostname", "photos.example.com"), ("Simulators:Cloudflare:Tunnels:0:Rules:0:Service", "http://photos:2283"),
        ("Simulators:Cloudflare:Tunnels:0:Rules:1:Service", "http_status:404"),
        ("Simulators:Cloudflare:Tokens:1:Name", "zones"), ("Simulators:Cloudflare:Tokens:1:Secret", "zones-alone"), ("Simulators:Cloudflare:Tokens:1:SeesTunnels", "false"),
    ];

    [Fact]
    public async Task A_tunnel_is_made_configured_and_deleted()
    {
        await using var api = await Api.StartAsync();

        var made = await api.PostAsync(Tunnels, new { name = "lab", config_src = "cloudflare" });
        var id = (string)made.Result!["id"]!;
        var again = await api.PostAsync(Tunnels, new { name = "lab" });
        var empty = await api.GetAsync($"{Tunnels}/{id}/configurations");
        var put = await api.SendAsync("PUT", $"{Tunnels}/{id}/configurations", """{"config":{"ingress":[{"hostname":"a.example.com","service":"http://a:80"},{"service":"http_status:404"}]}}""");
        var deleted = await api.SendAsync("DELETE", $"{Tunnels}/{id}");

        Assert.Equal(("cloudflare", "inactive", Account), ((string)made.Result["config_src"]!, (string)made.Result["status"]!, (string)made.Result["account_tag"]!));
        Assert.Equal((409, 1013), (again.Status, again.Code));
        Assert.Null(empty.Result!["config"]);
        Assert.Equal((1, "http://a:80"), ((int)put.Result!["version"]!, (string)put.Result["config"]!["ingress"]![0]!["service"]!));
        Assert.NotNull(deleted.Result!["deleted_at"]);
        Assert.Empty((await api.GetAsync($"{Tunnels}?is_deleted=false")).Result!.AsArray());
        Assert.Single((await api.GetAsync(Tunnels)).Result!.AsArray());
        Assert.Equal(["create", "update", "delete"], api.Host.Requests.Entries.SelectMany(it => it.Effects).Select(it => it.Action));
    }

    [Theory]
    [InlineData("""{"config":{"ingress":[{"hostname":"a.example.com","service":"http://a:80"}]}}""")]
    [InlineData("""{"config":{"ingress":[{"service":"http://a:80"},{"service":"http_status:404"}]}}""")]
    [InlineData("""{"config":{"ingress":[{"hostname":"a.*.example.com","service":"http://a:80"},{"service":"http_status:404"}]}}""")]
    [InlineData("""{"config":{"ingress":[{"hostname":"a.example.com"},{"service":"http_status:404"}]}}""")]
    public async Task Rules_that_cloudflared_would_refuse_are_refused(string body)
    {
        await using var api = await Api.StartAsync(Seeded);

        var answer = await api.SendAsync("PUT", $"{Tunnels}/c1744f8b-faa1-48a4-9e5c-02ac921467fa/configurations", body);

        Assert.Equal((400, 1056), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_tunnel_with_connections_is_not_deleted_and_tells_them()
    {
        await using var api = await Api.StartAsync(Seeded);
        const string Tunnel = $"{Tunnels}/c1744f8b-faa1-48a4-9e5c-02ac921467fa";

        var deleted = await api.SendAsync("DELETE", Tunnel);
        var token = Encoding.UTF8.GetString(Convert.FromBase64String((string)(await api.GetAsync($"{Tunnel}/token")).Result!));

        Assert.Equal((400, 1022), (deleted.Status, deleted.Code));
        Assert.Single((await api.GetAsync($"{Tunnel}/connections")).Result!.AsArray());
        Assert.Contains("c1744f8b-faa1-48a4-9e5c-02ac921467fa", token, StringComparison.Ordinal);
        Assert.Equal((404, 1003), ((await api.GetAsync($"{Tunnels}/another")).Status, (await api.GetAsync($"{Tunnels}/another")).Code));
    }

    [Fact]
    public async Task A_token_without_the_permission_sees_zones_and_no_tunnels()
    {
        await using var api = await Api.StartAsync(Seeded);
        api.Http.DefaultRequestHeaders.Authorization = null;

        var zones = await api.SendAsync("GET", "zones", token: "Bearer zones-alone");
        var tunnels = await api.SendAsync("GET", Tunnels, token: "Bearer zones-alone");
        var other = await api.SendAsync("GET", "accounts/00000000000000000000000000000000/cfd_tunnel", token: $"Bearer {Api.EditToken}");

        Assert.Equal((200, 403, 10000), (zones.Status, tunnels.Status, tunnels.Code));
        Assert.Equal((403, 10000), (other.Status, other.Code));
    }
}
