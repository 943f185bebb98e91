using HomeLab.Simulators.Faults;
using HomeLab.Simulators.RequestLog;
using HomeLab.Testing;

namespace HomeLab.Simulators.Tests.Faults;

public class FaultsTests
{
    static readonly object Record = new { type = "A", name = "host", content = "198.51.100.4" };

    [Theory]
    [InlineData(FaultBody.Json, "application/json")]
    [InlineData(FaultBody.Html, "<!DOCTYPE html>")]
    [InlineData(FaultBody.Text, "error code: 502")]
    [InlineData(FaultBody.Empty, "")]
    public async Task A_status_is_answered_so_many_times_and_nothing_is_applied(FaultBody body, string expected)
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Method = "POST", Path = "/zones/*/dns_records", Times = 1, Status = 502, Body = body });

        var failed = await SendTextAsync(api, "POST", api.Records, Record);
        var listed = await api.GetAsync(api.Records);
        var created = await api.PostAsync(api.Records, Record);

        Assert.StartsWith("502 " + expected, failed, StringComparison.Ordinal);
        Assert.Empty(listed.Result!.AsArray());
        Assert.Equal(200, created.Status);
        Assert.Empty(api.Host.Faults.Armed);
    }

    [Fact]
    public async Task An_answer_is_lost_after_the_effect()
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.LostAnswer, Method = "POST", Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostAsync(api.Records, Record));
        var again = await api.PostAsync(api.Records, Record);

        Assert.Equal(81058, again.Code);
        var entry = api.Host.Requests.Entries.Single(entry => entry is { Method: "POST", Status: null });
        Assert.True(entry.Applied);
        Assert.Equal("editor", entry.Credential);
    }

    [Fact]
    public async Task An_answer_is_cut_in_the_middle_after_the_effect()
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.TruncatedAnswer, Method = "POST", Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostAsync(api.Records, Record));

        Assert.Single((await api.GetAsync(api.Records)).Result!.AsArray());
    }

    [Theory]
    [InlineData(FaultEffect.NotApplied)]
    [InlineData(FaultEffect.Outage)]
    public async Task A_connection_is_cut_without_effect(FaultEffect effect)
    {
        await using var api = await Api.StartAsync();
        var rule = api.Host.Faults.Add(new FaultRule { Effect = effect });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostAsync(api.Records, Record));
        await Assert.ThrowsAsync<HttpRequestException>(() => api.GetAsync(api.Records));
        api.Host.Faults.Remove(rule.Id);

        Assert.Empty((await api.GetAsync(api.Records)).Result!.AsArray());
        Assert.All(api.Host.Requests.Entries.Where(entry => entry.IsWrite), entry => Assert.False(entry.Applied));
    }

    [Fact]
    public async Task A_write_takes_effect_after_its_caller_was_cut_off()
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.AppliedLate, Method = "POST", Times = 1, Seconds = 0.3 });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostAsync(api.Records, Record));
        var before = await api.GetAsync(api.Records);
        await Eventually.TrueAsync(async () => (await api.GetAsync(api.Records)).Result!.AsArray().Count == 1, "the record appears");
        await Eventually.TrueAsync(() => api.Host.Requests.Entries.Any(entry => entry is { Late: true, Applied: true }), "the log has it");

        Assert.Empty(before.Result!.AsArray());
    }

    [Fact]
    public async Task A_late_effect_comes_when_the_clock_is_turned_to_it()
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.AppliedLate, Method = "POST", Times = 1, Seconds = 3600 });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostAsync(api.Records, Record));
        api.Host.Clock.Advance(TimeSpan.FromSeconds(3000));
        var before = await api.GetAsync(api.Records);
        api.Host.Clock.Advance(TimeSpan.FromSeconds(600));
        await Eventually.TrueAsync(() => api.Host.Requests.Entries.Any(entry => entry is { Late: true, Applied: true }), "the late effect");

        Assert.Empty(before.Result!.AsArray());
        Assert.Single((await api.GetAsync(api.Records)).Result!.AsArray());
    }

    [Theory]
    [InlineData(FaultEffect.EmptyLists, 0)]
    [InlineData(FaultEffect.ShortLists, 2)]
    public async Task A_list_lacks_entries_and_counts_without_them(FaultEffect effect, int shown)
    {
        await using var api = await Api.StartAsync();
        for (var i = 1; i <= 3; i++)
            await api.CreateAsync(new { type = "A", name = "host", content = $"198.51.100.{i}" });
        api.Host.Faults.Add(new FaultRule { Effect = effect, Times = 1 });

        var created = await api.CreateAsync(new { type = "A", name = "host", content = "198.51.100.4" });
        var listed = await api.GetAsync(api.Records);
        var whole = await api.GetAsync(api.Records);

        Assert.Equal("198.51.100.4", created["content"]!.GetValue<string>());
        Assert.Equal((200, shown), (listed.Status, listed.Result!.AsArray().Count));
        Assert.Equal(shown, listed.Json!["result_info"]!["total_count"]!.GetValue<int>());
        Assert.Equal(4, whole.Result!.AsArray().Count);
    }

    [Fact]
    public async Task The_log_tells_each_record_that_a_request_changed()
    {
        await using var api = await Api.StartAsync();
        var first = (await api.CreateAsync(new { type = "A", name = "one", content = "198.51.100.1", comment = "ours" }))["id"]!.GetValue<string>();
        var second = (await api.CreateAsync(new { type = "A", name = "two", content = "198.51.100.2" }))["id"]!.GetValue<string>();
        await api.PostAsync(api.Records + "/batch", new
        {
            deletes = new[] { new { id = second } },
            patches = new[] { new { id = first, content = "198.51.100.9" } },
            posts = new[] { new { type = "A", name = "three", content = "198.51.100.3" } },
        });
        await api.PostAsync(api.Records, new { type = "A", name = "three", content = "198.51.100.3" });

        var writes = api.Host.Requests.Entries.Where(entry => entry.IsWrite).ToList();

        Assert.Equal(new RequestEffect("create", first, "A one.example.com 198.51.100.1", "ours"), Assert.Single(writes[0].Effects));
        Assert.Equal(
            ["create A three.example.com 198.51.100.3", "delete A two.example.com 198.51.100.2", "update A one.example.com 198.51.100.9"],
            writes[2].Effects.Select(effect => $"{effect.Action} {effect.Object}").Order(StringComparer.Ordinal));
        Assert.Empty(writes[3].Effects);
    }

    [Fact]
    public async Task Reads_lag_behind_writes()
    {
        await using var api = await Api.StartAsync();
        api.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.StaleReads, Seconds = 30, ForSeconds = 120 });
        await api.CreateAsync(Record);

        var stale = await api.GetAsync(api.Records);
        api.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        var caughtUp = await api.GetAsync(api.Records);
        await api.PostAsync(api.Records, new { type = "A", name = "other", content = "198.51.100.4" });
        api.Host.Clock.Advance(TimeSpan.FromSeconds(90));
        var over = await api.GetAsync(api.Records);

        Assert.Empty(stale.Result!.AsArray());
        Assert.Single(caughtUp.Result!.AsArray());
        Assert.Equal(2, over.Result!.AsArray().Count);
        Assert.Empty(api.Host.Faults.Armed);
    }

    [Fact]
    public async Task Another_installation_answers_with_other_identities()
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.WrongIdentity, Times = 2 });

        var other = await api.ZoneIdAsync("example.com");
        var known = await api.GetAsync(api.Records);

        Assert.NotEqual(api.ZoneId, other);
        Assert.Equal((403, 10000), (known.Status, known.Code));
    }

    [Fact]
    public async Task A_refusal_for_rate_says_when_to_come_back()
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.RateLimited, RetryAfterSeconds = 7, Times = 1 });

        var refused = await api.GetAsync("zones");

        Assert.Equal((429, "7"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.False(refused.Json!["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Chance_repeats_itself_by_its_seed()
    {
        await using var api = await Api.StartAsync();

        var first = await DrawAsync(api);
        var second = await DrawAsync(api);

        Assert.Equal(first, second);
        Assert.Contains(200, first);
        Assert.Contains(503, first);
    }

    [Fact]
    public async Task Rules_are_turned_over_http_and_wrong_ones_refused_with_every_mistake()
    {
        await using var api = await Api.StartAsync();

        var armed = await api.ControlAsync("POST", "/_sim/faults", new { effect = "status", system = "cloudflare", status = 500, times = 1 });
        var listed = await api.ControlAsync("GET", "/_sim/faults");
        var struck = await api.GetAsync("zones");
        var wrong = await api.ControlAsync("POST", "/_sim/faults", new { effect = "status", status = 42, probability = 3 });
        await api.ControlAsync("POST", "/_sim/faults", new { effect = "outage" });
        var reset = await api.ControlAsync("POST", "/_sim/reset");

        Assert.Equal(200, armed.Status);
        Assert.Equal("status", listed.Json![0]!["rule"]!["effect"]!.GetValue<string>());
        Assert.Equal(500, struck.Status);
        Assert.Equal(400, wrong.Status);
        Assert.Contains("Status", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Probability", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(204, reset.Status);
        Assert.Empty(api.Host.Faults.Armed);
    }

    static async Task<List<int>> DrawAsync(Api api)
    {
        var rule = api.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Probability = 0.5, Seed = 7 });
        var statuses = new List<int>();
        for (var i = 0; i < 20; i++)
            statuses.Add((await api.GetAsync("zones")).Status);
        api.Host.Faults.Remove(rule.Id);
        return statuses;
    }

    static async Task<string> SendTextAsync(Api api, string method, string path, object body)
    {
        var answer = await api.SendAsync(method, path, body);
        return $"{answer.Status} {(answer.Json is null ? answer.Text : "application/json")}";
    }
}
