using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Tests.Cloudflare;

public class SettingsTests
{
    [Fact]
    public async Task Wrong_settings_are_refused_at_the_start_all_at_once()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", "No Domain"),
            ("Simulators:Cloudflare:Zones:0:Id", "x"),
            ("Simulators:Cloudflare:Tokens:0:Name", "a"),
            ("Simulators:Cloudflare:Tokens:0:Secret", "secret with spaces"),
            ("Simulators:Cloudflare:RateLimit", "0"),
            ("Simulators:Cloudflare:Prefixes:0", "client/v4")));

        Assert.Equal(5, failure.Failures.Count());
        Assert.DoesNotContain("secret with spaces", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seeded_record_that_would_be_refused_is_named_with_the_reason()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", "example.com"),
            ("Simulators:Cloudflare:Zones:0:Records:0:Type", "A"),
            ("Simulators:Cloudflare:Zones:0:Records:0:Name", "www"),
            ("Simulators:Cloudflare:Zones:0:Records:0:Content", "nonsense")));

        Assert.Contains("www A", failure.Message, StringComparison.Ordinal);
        Assert.Contains("valid IPv4", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_record_is_neither_edited_nor_deleted()
    {
        await using var api = await Api.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Records:0:Type", "A"),
            ("Simulators:Cloudflare:Zones:0:Records:0:Name", "www"),
            ("Simulators:Cloudflare:Zones:0:Records:0:Content", "198.51.100.4"),
            ("Simulators:Cloudflare:Zones:0:Records:0:IsReadOnly", "true"));
        var record = (await api.GetAsync(api.Records)).Result![0]!;

        var edited = await api.SendAsync("PATCH", $"{api.Records}/{record["id"]}", new { content = "198.51.100.5" });
        var deleted = await api.SendAsync("DELETE", $"{api.Records}/{record["id"]}");

        Assert.True(record["meta"]!["read_only"]!.GetValue<bool>());
        Assert.Equal((400, 400), (edited.Status, deleted.Status));
    }

    [Fact]
    public async Task The_api_hangs_at_the_root_too_for_clients_that_insist()
    {
        await using var api = await Api.StartAsync();

        var answer = await api.GetAsync(new Uri(api.Host.BaseAddress, "/client/v4/zones").ToString());
        var wrongMethod = await api.SendAsync("DELETE", "zones");

        Assert.Equal(200, answer.Status);
        Assert.Equal((405, 10405), (wrongMethod.Status, wrongMethod.Code));
    }

    [Fact]
    public async Task A_reset_brings_back_the_seed_with_the_same_identity()
    {
        await using var api = await Api.StartAsync();
        await api.CreateAsync(new { type = "A", name = "a", content = "198.51.100.4" });

        await api.ControlAsync("POST", "/_sim/reset");

        Assert.Equal(api.ZoneId, await api.ZoneIdAsync("example.com"));
        Assert.Empty((await api.GetAsync(api.Records)).Result!.AsArray());
    }

    [Fact]
    public async Task Every_answer_has_a_length()
    {
        await using var api = await Api.StartAsync();
        foreach (var path in new[] { "zones", "nowhere", $"{api.Records}/export", "ips" })
        {
            using var answer = await api.Http.GetAsync(new Uri(api.Host.Cloudflare, path), HttpCompletionOption.ResponseHeadersRead);

            Assert.NotNull(answer.Content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task Rate_may_be_refused_with_a_page_of_html()
    {
        await using var api = await Api.StartAsync(("Simulators:Cloudflare:RateLimit", "1"), ("Simulators:Cloudflare:IsRateLimitHtml", "true"));

        var answer = await api.GetAsync("zones");

        Assert.Equal((429, null), (answer.Status, answer.Json));
        Assert.StartsWith("<!DOCTYPE html>", answer.Text, StringComparison.Ordinal);
    }
}
