namespace HomeLab.Simulators.Tests.Cloudflare;

public class CredentialsTests
{
    static readonly (string, string?)[] Tokens =
    [
        ("Simulators:Cloudflare:Zones:1:Name", "example.net"),
        ("Simulators:Cloudflare:Tokens:1:Name", "reader"),
        ("Simulators:Cloudflare:Tokens:1:Secret", "reading-token"),
        ("Simulators:Cloudflare:Tokens:1:Access", "Read"),
        ("Simulators:Cloudflare:Tokens:1:Zones:0", "example.com"),
        ("Simulators:Cloudflare:Tokens:2:Name", "revoked"),
        ("Simulators:Cloudflare:Tokens:2:Secret", "disabled-token"),
        ("Simulators:Cloudflare:Tokens:2:Status", "Disabled"),
        ("Simulators:Cloudflare:Tokens:3:Name", "accounts"),
        ("Simulators:Cloudflare:Tokens:3:Secret", "cfat_token"),
        ("Simulators:Cloudflare:Tokens:3:IsAccountOwned", "true"),
    ];

    [Theory]
    [InlineData("Bearer", 400, 6003)]
    [InlineData("Bearer Bearer x", 400, 6003)]
    [InlineData("Bearer \"x\"", 400, 6003)]
    [InlineData("Basic eDp5", 400, 6003)]
    [InlineData("Bearer nobody-issued-this", 403, 9109)]
    [InlineData("Bearer disabled-token", 403, 9109)]
    public async Task A_credential_that_opens_nothing_is_refused(string authorization, int status, int code)
    {
        await using var api = await Api.StartAsync(Tokens);
        api.Http.DefaultRequestHeaders.Authorization = null;

        var answer = await api.SendAsync("GET", "zones", token: authorization);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_request_without_credentials_is_refused()
    {
        await using var api = await Api.StartAsync();
        api.Http.DefaultRequestHeaders.Authorization = null;

        var zones = await api.GetAsync("zones");
        var ranges = await api.GetAsync("ips");

        Assert.Equal((400, 9106), (zones.Status, zones.Code));
        Assert.NotEmpty(ranges.Result!["ipv4_cidrs"]!.AsArray());
    }

    [Fact]
    public async Task A_token_in_place_of_a_global_key_is_refused()
    {
        await using var api = await Api.StartAsync();
        api.Http.DefaultRequestHeaders.Authorization = null;
        api.Http.DefaultRequestHeaders.Add("X-Auth-Email", "a@example.com");
        api.Http.DefaultRequestHeaders.Add("X-Auth-Key", Api.EditToken);

        var answer = await api.GetAsync("zones");

        Assert.Equal((400, 6003, 6103), (answer.Status, answer.Code, answer.Cause));
    }

    [Fact]
    public async Task A_reading_token_reads_its_zone_only_and_writes_nowhere()
    {
        await using var api = await Api.StartAsync(Tokens);
        var other = await api.ZoneIdAsync("example.net");
        const string Reader = "Bearer reading-token";
        api.Http.DefaultRequestHeaders.Authorization = null;

        var zones = await api.SendAsync("GET", "zones", token: Reader);
        var hidden = await api.SendAsync("GET", "zones?name=example.net", token: Reader);
        var foreign = await api.SendAsync("GET", $"zones/{other}/dns_records", token: Reader);
        var write = await api.SendAsync("POST", api.Records, new { type = "A", name = "a", content = "198.51.100.4" }, Reader);

        Assert.Equal("example.com", zones.Result!.AsArray().Single()!["name"]!.GetValue<string>());
        Assert.Empty(hidden.Result!.AsArray());
        Assert.Equal((403, 10000), (foreign.Status, foreign.Code));
        Assert.Equal((403, 10000), (write.Status, write.Code));
    }

    [Fact]
    public async Task Verifying_tells_a_users_token_and_its_status()
    {
        await using var api = await Api.StartAsync(Tokens);

        var active = await api.GetAsync("user/tokens/verify");
        api.Http.DefaultRequestHeaders.Authorization = null;
        var disabled = await api.SendAsync("GET", "user/tokens/verify", token: "Bearer disabled-token");
        var accounts = await api.SendAsync("GET", "user/tokens/verify", token: "Bearer cfat_token");
        var unknown = await api.SendAsync("GET", "user/tokens/verify", token: "Bearer unknown");

        Assert.Equal("active", active.Result!["status"]!.GetValue<string>());
        Assert.Equal(10000, active.Json!["messages"]![0]!["code"]!.GetValue<int>());
        Assert.Equal("disabled", disabled.Result!["status"]!.GetValue<string>());
        Assert.Equal((401, 1000), (accounts.Status, accounts.Code));
        Assert.Equal((401, 1000), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Who_exceeds_the_rate_is_refused_for_a_whole_window()
    {
        await using var api = await Api.StartAsync(("Simulators:Cloudflare:RateLimit", "3"));
        await api.GetAsync("zones");
        await api.GetAsync("zones");

        var refused = await api.GetAsync("zones");
        api.Host.Clock.Advance(TimeSpan.FromSeconds(299));
        var still = await api.GetAsync("zones");
        api.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var free = await api.GetAsync("zones");

        Assert.Equal((429, "300"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.Equal(429, still.Status);
        Assert.InRange(int.Parse(still.Headers["Retry-After"], null), 1, 2);
        Assert.Equal(200, free.Status);
        Assert.Equal("\"default\";q=3;w=300", free.Headers["Ratelimit-Policy"]);
    }
}
