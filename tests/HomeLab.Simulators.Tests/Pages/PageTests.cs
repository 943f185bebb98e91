using HomeLab.Simulators.Faults;

namespace HomeLab.Simulators.Tests.Pages;

public class PageTests
{
    [Fact]
    public async Task Shows_zones_records_rules_and_requests_and_escapes_them()
    {
        await using var api = await Api.StartAsync();
        await api.CreateAsync(new { type = "TXT", name = "evil", content = "<script>alert(1)</script>", comment = "<img src=x>" });
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Latency, Path = "/<b>" });

        var page = await api.ControlAsync("GET", "/");

        Assert.Equal(200, page.Status);
        Assert.Contains("example.com", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x&gt;", page.Text, StringComparison.Ordinal);
        Assert.Contains("/&lt;b&gt;", page.Text, StringComparison.Ordinal);
        Assert.Contains("POST /zones/", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Api.EditToken, page.Text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_arms_and_clears_rules_by_form()
    {
        await using var api = await Api.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["effect"] = "Status", ["body"] = "Html", ["status"] = "500", ["times"] = "1", ["method"] = "GET", ["path"] = "", ["seconds"] = "", ["probability"] = "1",
        });
        using var wrong = new FormUrlEncodedContent(new Dictionary<string, string> { ["effect"] = "Status", ["body"] = "Html", ["probability"] = "7" });

        var armed = await api.ControlAsync("POST", "/_sim/form/faults", form);
        var struck = await api.GetAsync("zones");
        var refused = await api.ControlAsync("POST", "/_sim/form/faults", wrong);
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Outage });
        await api.ControlAsync("POST", "/_sim/form/faults/clear");

        Assert.Equal(200, armed.Status);
        Assert.Equal(500, struck.Status);
        Assert.Equal(400, refused.Status);
        Assert.Empty(api.Host.Faults.Armed);
    }

    [Fact]
    public async Task The_page_is_told_of_changes()
    {
        await using var api = await Api.StartAsync();
        await using var events = await api.Http.GetStreamAsync(new Uri(api.Host.BaseAddress, "/_sim/events"));
        using var reader = new StreamReader(events);

        var first = await reader.ReadLineAsync();
        await reader.ReadLineAsync();
        await api.CreateAsync(new { type = "A", name = "a", content = "198.51.100.4" });
        var second = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(90));

        Assert.Equal(("data: changed", "data: changed"), (first, second));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task Another_sites_page_may_not_turn_anything(string header, string value)
    {
        await using var api = await Api.StartAsync();
        api.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        var armed = await api.ControlAsync("POST", "/_sim/faults", new { effect = "outage" });
        var reset = await api.ControlAsync("POST", "/_sim/reset");

        Assert.Equal((403, 403), (armed.Status, reset.Status));
        Assert.Empty(api.Host.Faults.Armed);
    }

    [Fact]
    public async Task The_log_is_asked_by_what_a_reader_looks_for_and_is_bounded()
    {
        await using var api = await Api.StartAsync(("Simulators:RememberedRequests", "5"));
        for (var n = 0; n < 5; n++)
            await api.GetAsync("zones?name=example.com");
        await api.CreateAsync(new { type = "A", name = "a", content = "198.51.100.4" });

        var all = await api.ControlAsync("GET", "/_sim/requests");
        var writes = await api.ControlAsync("GET", "/_sim/requests?writes=true&path=/zones/*/dns_records");
        var last = await api.ControlAsync("GET", "/_sim/requests?limit=1");

        Assert.Equal(5, all.Json!.AsArray().Count);
        var entry = writes.Json!.AsArray().Single()!;
        Assert.Equal(("editor", 200, true), (entry["credential"]!.GetValue<string>(), entry["status"]!.GetValue<int>(), entry["applied"]!.GetValue<bool>()));
        Assert.Equal("POST", last.Json!.AsArray().Single()!["method"]!.GetValue<string>());
        Assert.DoesNotContain(Api.EditToken, all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_is_turned_over_http()
    {
        await using var api = await Api.StartAsync();

        var turned = await api.ControlAsync("POST", "/_sim/clock", new { advanceSeconds = 86_400 });
        var record = await api.CreateAsync(new { type = "A", name = "a", content = "198.51.100.4" });
        var absurd = await api.ControlAsync("POST", "/_sim/clock", new { advanceSeconds = 1e300 });

        Assert.Equal(86_400, turned.Json!["offsetSeconds"]!.GetValue<double>());
        Assert.True(record["created_on"]!.GetValue<DateTimeOffset>() > TimeProvider.System.GetUtcNow().AddHours(23));
        Assert.Equal(400, absurd.Status);
    }
}
