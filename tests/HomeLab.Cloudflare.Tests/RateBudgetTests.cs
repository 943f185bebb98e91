using System.Net;
using static HomeLab.Cloudflare.Tests.ScriptedHttp;

namespace HomeLab.Cloudflare.Tests;

public class RateBudgetTests
{
    readonly StoppedClock clock = new();

    [Fact]
    public async Task Retry_after_silences_every_client_of_the_credential()
    {
        var budget = new RateBudget(clock);
        var http = new ScriptedHttp(
            Json(HttpStatusCode.TooManyRequests, """{"success":false,"errors":[]}""", ("Retry-After", "42")), Ok("[]"));
        await Assert.ThrowsAsync<CloudflareException>(() => Client(http, budget).ListZonesAsync("a.example", default));

        var other = await Assert.ThrowsAsync<CloudflareException>(() => Client(http, budget).ListZonesAsync("b.example", default));
        clock.Advance(TimeSpan.FromSeconds(42));
        await Client(http, budget).ListZonesAsync("b.example", default);

        Assert.Equal((CloudflareFailure.RateLimited, TimeSpan.FromSeconds(42)), (other.Failure, other.RetryAfter));
        Assert.Equal(2, http.Seen.Count);
    }

    [Fact]
    public async Task A_page_instead_of_a_retry_after_silences_for_a_whole_window()
    {
        var budget = new RateBudget(clock);

        var e = await Assert.ThrowsAsync<CloudflareException>(
            () => Client(new ScriptedHttp(Html(HttpStatusCode.TooManyRequests)), budget).ListZonesAsync("a.example", default));

        Assert.Equal(CloudflareFailure.RateLimited, e.Failure);
        Assert.Equal(TimeSpan.FromSeconds(300), budget.BlockedFor);
    }

    [Fact]
    public async Task Stops_before_Cloudflare_does()
    {
        var budget = new RateBudget(clock, limit: 2);
        var http = new ScriptedHttp(Ok("[]"), Ok("[]"));

        await Client(http, budget).ListZonesAsync("a.example", default);
        await Client(http, budget).ListZonesAsync("a.example", default);

        await Assert.ThrowsAsync<CloudflareException>(() => Client(http, budget).ListZonesAsync("a.example", default));
        Assert.Equal(2, http.Seen.Count);
    }

    [Fact]
    public async Task Waits_out_a_short_pause_that_the_answers_announce()
    {
        var budget = new RateBudget(clock);
        var http = new ScriptedHttp(
            Json(HttpStatusCode.OK, """{"success":true,"result":[]}""", ("Ratelimit", "\"default\";r=0;t=1")), Ok("[]"));

        await Client(http, budget).ListZonesAsync("a.example", default);
        await Client(http, budget).ListZonesAsync("a.example", default);

        Assert.Equal([TimeSpan.FromSeconds(1)], clock.Delays);
    }

    CloudflareClient Client(ScriptedHttp http, RateBudget budget) =>
        new(new HttpClient(http), _ => ValueTask.FromResult("token-1"), budget, clock);
}
