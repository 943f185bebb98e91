using System.Text.Json.Nodes;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Systems;

public sealed class ExternalOutageTests
{
    [RequiresFact(Requirement.PostgreSql)]
    [Proves("S0-3")]
    public async Task An_outage_of_Cloudflare_is_one_root_and_whoever_needs_it_is_impacted_and_not_failed()
    {
        await using var simulators = await SimulatorHost.StartAsync();
        await using var lab = await JudgedLab.CreateAsync();
        await lab.SetLabAsync($$$"""{"cloudflare":{"token":{"env":"T"},"zones":["example.org"],"url":"{{{simulators.Cloudflare}}}"}}""");
        await lab.ShowContainersAsync(
            ("tunnel", "cloudflared", "cloudflare/cloudflared:2026.2.0", "running"), ("ddns", "ddns", "favonia/cloudflare-ddns:1.15.1", "running"), ("glance", "glance", "glanceapp/glance:v0.8.4", "running"));
        await AskUntilAsync("healthy");
        await lab.Database.TakeAnnouncedAsync();
        var well = await StatesAsync();

        simulators.Faults.Add(new FaultRule { Effect = FaultEffect.Status, System = "cloudflare", Status = 503 });
        await AskUntilAsync("unhealthy");
        var told = (await lab.Database.TakeAnnouncedAsync()).Where(it => it.Urn == "homelab:inventory:system-health-changed:v1").Select(it => JsonNode.Parse(it.Body)!).ToList();
        var ill = await StatesAsync();
        simulators.Faults.Clear();
        await AskUntilAsync("healthy");

        Assert.Equal(["cloudflare healthy", "cloudflare-ddns healthy", "cloudflared healthy", "glance healthy"], well);
        Assert.Equal(["cloudflare unhealthy", "cloudflare-ddns impacted", "cloudflared impacted", "glance healthy"], ill);
        // A machine under load may fail to ask in time at first, and then it is unknown for a while.
        Assert.Equal(["cloudflare"], told.Where(it => (string)it["root"]! == "" && (string)it["health"]! != "unknown").Select(it => (string)it["system"]!));
        Assert.Equal(["cloudflare-ddns", "cloudflared"], told.Where(it => (string)it["root"]! == "system/lab/external/cloudflare").Select(it => (string)it["system"]!).Order(StringComparer.Ordinal));
        Assert.Equal(well, await StatesAsync());

        async Task<IEnumerable<string>> StatesAsync() => (await lab.SystemsAsync()).Select(it => $"{it.Id} {it.Health}").Order(StringComparer.Ordinal);

        // An answer is good for a while, so the next question may be too early.
        Task AskUntilAsync(string health) => Eventually.TrueAsync(async () =>
        {
            await lab.AskAndJudgeAsync();
            return (await lab.SystemAsync("cloudflare")).Health == health;
        }, $"Cloudflare is {health}");
    }
}
