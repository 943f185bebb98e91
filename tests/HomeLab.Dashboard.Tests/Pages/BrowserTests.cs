using Aspire.Dashboard.Telemetry;
using HomeLab.Testing.Requirements;
using Microsoft.Playwright;

namespace HomeLab.Dashboard.Tests.Pages;

public class BrowserTests
{
    static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    [RequiresFact(Requirement.Chromium)]
    public async Task Shows_the_waterfall_updates_itself_and_fits_a_phone()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        const string id = "0102030405060708090a0b0c0d0e0f10";
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        dashboard.Traces.Add(new Span(id, "a1a1a1a1a1a1a1a1", null, "inventory: snapshot changed", SpanKind.Internal, now, now + 80_000_000, new Sender("inventory", "1")));
        dashboard.Traces.Add(new Span(id, "b1b1b1b1b1b1b1b1", "a1a1a1a1a1a1a1a1", "reconcile example.org", SpanKind.Consumer, now + 20_000_000, now + 75_000_000, new Sender("dns", "1")) { Tags = [new Tag("dns.record", "photos.example.org")] });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });

        await page.GotoAsync(new Uri(dashboard.Frontend, $"/login?t={RunningDashboard.Token}&returnUrl=/traces/{id}").ToString());
        await page.Locator("#s-b1b1b1b1b1b1b1b1 summary").ClickAsync();
        await Assertions.Expect(page.GetByText("photos.example.org")).ToBeVisibleAsync();
        dashboard.Traces.Add(new Span(id, "c1c1c1c1c1c1c1c1", "b1b1b1b1b1b1b1b1", "POST record", SpanKind.Client, now + 30_000_000, now + 70_000_000, new Sender("dns", "1")));
        await Assertions.Expect(page.Locator("#s-c1c1c1c1c1c1c1c1")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(page.GetByText("photos.example.org")).ToBeVisibleAsync();

        await page.SetViewportSizeAsync(390, 800);
        foreach (var path in new[] { $"/traces/{id}", "/traces", "/logs", "/metrics", "/" })
        {
            await page.GotoAsync(new Uri(dashboard.Frontend, path).ToString());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} scrolls sideways");
        }
    }
}
