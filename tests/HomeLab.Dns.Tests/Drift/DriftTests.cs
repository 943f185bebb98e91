using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HomeLab.Cloudflare;
using HomeLab.Dns.Drift;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HomeLab.Dns.Tests.Drift;

public sealed class DriftTests : IAsyncLifetime
{
    const string Secret = "token-for-the-tests";
    SimulatorHost simulator = null!;

    public async Task InitializeAsync() => simulator = await SimulatorHost.StartAsync(
        ("Simulators:Cloudflare:Zones:0:Name", "example.org"),
        ("Simulators:Cloudflare:Zones:0:Records:0:Type", "A"), ("Simulators:Cloudflare:Zones:0:Records:0:Name", "example.org"),
        ("Simulators:Cloudflare:Zones:0:Records:0:Content", "192.0.2.1"),
        ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", Secret));

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    [Fact]
    [Proves("DNS-48")]
    public async Task An_API_as_its_documentation_says_has_not_drifted_and_nothing_is_written()
    {
        Assert.Empty(await LookAsync(_ => { }));

        Assert.All(simulator.Requests.Entries, request => Assert.False(request.IsWrite));
    }

    [Theory]
    [InlineData("result", "shadowed_by", "member dns_records shadowed_by")]
    [InlineData("type", "SVCB2", "value dns_records type SVCB2")]
    [InlineData("result_info", "cursors", "member dns_records result_info.cursors")]
    [InlineData("per_page", "1000", "limit dns_records per_page=5000 is answered with 1000")]
    [InlineData("code", "7003", "code dns_records/{id} that is not there: 404 7003 instead of 404 81044")]
    [InlineData("Sunset", "Sat, 31 Dec 2027 23:59:59 GMT", "header dns_records Sunset: Sat, 31 Dec 2027 23:59:59 GMT")]
    [InlineData("Deprecation", "@1688169599", "header dns_records Deprecation: @1688169599")]
    [InlineData("Ratelimit-Policy", "\"default\";q=600;w=300", "limit Ratelimit-Policy: \"default\";q=600;w=300")]
    [Proves("DNS-48")]
    public async Task What_is_otherwise_than_the_client_takes_it_to_be_is_told(string where, string what, string expected)
    {
        var found = await LookAsync(answer => answer.Change(where, what));

        Assert.Equal([expected], found.Select(it => $"{it.Kind} {it.What}").Where(it => !it.StartsWith("header dns_records/{id}", StringComparison.Ordinal)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-48")]
    public async Task One_replica_looks_once_a_week_and_what_it_found_is_kept()
    {
        await using var host = await DnsHost.StartAsync(new FakeInventory());
        var time = new FakeTimeProvider();
        var store = new DriftStore(host.Services.GetRequiredService<NpgsqlDataSource>(), time);
        var week = TimeSpan.FromDays(7);

        Assert.True(await store.ClaimAsync("cloudflare", week, default));
        Assert.False(await store.ClaimAsync("cloudflare", week, default));
        Assert.Empty(await store.ReadAsync(default));
        await store.KeepAsync("cloudflare", [new ApiDrift("member", "zones moon")], default);
        time.Advance(week - TimeSpan.FromMinutes(1));
        Assert.False(await store.ClaimAsync("cloudflare", week, default));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await store.ClaimAsync("cloudflare", week, default));
        Assert.Equal([new ApiDrift("member", "zones moon")], (await store.ReadAsync(default))["cloudflare"]);
    }

    async Task<IReadOnlyList<ApiDrift>> LookAsync(Action<AlteredAnswer> alter)
    {
        using var http = new HttpClient(new Alteration(alter)) { BaseAddress = simulator.Cloudflare };
        var client = new CloudflareClient(http, _ => ValueTask.FromResult(Secret), new RateBudget(TimeProvider.System), TimeProvider.System);
        return await new CloudflareDriftCheck(client).RunAsync("example.org", default);
    }

    /// <summary>Changes answers to questions for records on their way.</summary>
    sealed class Alteration(Action<AlteredAnswer> alter) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.Contains("dns_records", StringComparison.Ordinal))
            {
                var body = (await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
                alter(new AlteredAnswer(response, body));
                response.Content = JsonContent.Create(body);
            }
            return response;
        }
    }

    sealed record AlteredAnswer(HttpResponseMessage Response, JsonObject Body)
    {
        public void Change(string where, string what)
        {
            var record = (Body["result"] as JsonArray)?[0] as JsonObject;
            switch (where)
            {
                case "result":
                    record?.Add(what, true);
                    break;
                case "type":
                    record?["type"] = what;
                    break;
                case "result_info":
                    (Body["result_info"] as JsonObject)?.Add(what, true);
                    break;
                case "per_page":
                    (Body["result_info"] as JsonObject)?["per_page"] = int.Parse(what, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case "code":
                    (Body["errors"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["code"] = int.Parse(what, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                default:
                    Response.Headers.Remove(where);
                    Response.Headers.TryAddWithoutValidation(where, what);
                    break;
            }
        }
    }
}
