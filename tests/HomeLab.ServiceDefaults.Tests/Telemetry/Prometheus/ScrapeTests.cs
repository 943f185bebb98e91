using System.Diagnostics.Metrics;
using HomeLab.ServiceDefaults.Telemetry;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.ServiceDefaults.Tests.Telemetry.Prometheus;

public sealed class ScrapeTests
{
    [RequiresFact(Requirement.Prometheus)]
    [Proves("DNS-38")]
    public async Task Prometheus_scrapes_the_port_that_health_is_served_at()
    {
        await using var service = await TestService.StartAsync("scraped", database: null, broker: null);
        var meter = service.Services.GetRequiredService<IMeterFactory>().Create(HomeLabTelemetry.Name);
        meter.CreateCounter<long>("scraped.letters", "{letter}", "Letters.").Add(3, KeyValuePair.Create("to", (object?)"a \"friend\"\n\\"));
        var waits = meter.CreateHistogram<double>("scraped.wait", "s", "Waits.", tags: null, Buckets.Seconds);
        waits.Record(0.02);
        waits.Record(2_000);
        using var scraper = Scraper.Start(service.Addresses[0]);

        await Eventually.TrueAsync(
            async () => await scraper.QueryAsync("""scraped_letters_total{otel_scope_name="HomeLab",to="a \"friend\"\n\\"}""") == 3, "the counter is there");

        Assert.Equal(1, await scraper.QueryAsync("up"));
        Assert.Equal(1, await scraper.QueryAsync("""scraped_wait_seconds_bucket{le="0.025"}"""));
        Assert.Equal(2, await scraper.QueryAsync("""scraped_wait_seconds_bucket{le="+Inf"}"""));
        Assert.Equal(2, await scraper.QueryAsync("scraped_wait_seconds_count"));
        Assert.Equal(2_000.02, await scraper.QueryAsync("scraped_wait_seconds_sum"));
        Assert.Equal(1, await scraper.QueryAsync("""target_info{service_name="scraped",service_namespace="homelab"}"""));
    }

    [Theory]
    [InlineData("", "text/plain; version=0.0.4; charset=utf-8", false)]
    [InlineData("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "application/openmetrics-text; version=1.0.0; charset=utf-8", true)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.2,text/plain;version=0.0.4;q=0.5", "text/plain; version=0.0.4; charset=utf-8", false)]
    [InlineData("application/openmetrics-text;version=0.0.1", "text/plain; version=0.0.4; charset=utf-8", false)]
    [Proves("DNS-38")]
    public async Task The_scraper_says_which_format_it_prefers(string accept, string contentType, bool ends)
    {
        await using var service = await TestService.StartAsync("formats", database: null, broker: null);
        using var client = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Addresses[0], "/metrics"));
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await client.SendAsync(request);

        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(ends, (await response.Content.ReadAsStringAsync()).EndsWith("# EOF\n", StringComparison.Ordinal));
    }
}
