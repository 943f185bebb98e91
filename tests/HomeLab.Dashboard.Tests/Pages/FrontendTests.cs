using System.Net;

namespace HomeLab.Dashboard.Tests.Pages;

public class FrontendTests
{
    [Fact]
    public async Task Shows_pages_to_a_browser_that_logged_in_alone()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var before = await dashboard.Http.GetAsync("/traces");
        using var wrong = await dashboard.Http.GetAsync("/login?t=wrong");
        using var login = await dashboard.Http.GetAsync($"/login?t={RunningDashboard.Token}");
        using var after = await dashboard.Http.GetAsync("/traces");

        Assert.Equal("/login?returnUrl=%2Ftraces", before.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningDashboard.Token, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains("default-src 'self'", after.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_foreign_host_and_a_foreign_origin()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/traces") { Headers = { Host = "evil.example" } };
        using var foreign = LogIn("http://evil.example");
        using var none = LogIn(null);
        using var own = LogIn(dashboard.Frontend.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.Forbidden, (await dashboard.Http.SendAsync(rebound)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await dashboard.Http.SendAsync(foreign)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await dashboard.Http.SendAsync(none)).StatusCode);
        Assert.Equal("/logs", (await dashboard.Http.SendAsync(own)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Loads_nothing_from_elsewhere_and_runs_nothing_inline()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.LogInAsync();

        foreach (var path in new[] { "/", "/console", "/logs", "/traces", "/metrics", "/login", "/traces/missing" })
        {
            using var answer = await dashboard.Http.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotMatch("(src|href)=\"(https?:|//|data:)", page);
            Assert.DoesNotMatch("<script(?! src=)|<style| style=| on[a-z]+=", page);
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }

        foreach (var asset in new[] { "site.css", "site.js", "icon.svg" })
            Assert.DoesNotMatch("url\\(|@import|https?://(?!www.w3.org/2000/svg)", await dashboard.Http.GetStringAsync($"/assets/{asset}"));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    public async Task Sends_a_browser_nowhere_else_after_login(string url)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var login = await dashboard.Http.GetAsync($"/login?t={RunningDashboard.Token}&returnUrl={Uri.EscapeDataString(url)}");

        Assert.Equal("/", login.Headers.Location?.OriginalString);
    }

    static HttpRequestMessage LogIn(string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Content = new FormUrlEncodedContent([new("t", RunningDashboard.Token), new("returnUrl", "/logs")]),
        };
        if (origin is not null) request.Headers.Add("Origin", origin);
        return request;
    }
}
