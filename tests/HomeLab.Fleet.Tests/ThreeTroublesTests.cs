using System.Text.Json.Nodes;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Xunit.Abstractions;

namespace HomeLab.Fleet.Tests;

/// <summary>A bad day: the lab's directory is deleted, the Docker host breaks, the token expires.</summary>
public sealed class ThreeTroublesTests(ITestOutputHelper output)
{
    const string ExpiringToken = "a-token-that-expires-tomorrow-000000000000";

    /// <summary>Shorter than the defaults, so that the test waits seconds; and two tokens, of which the fleet begins with the lesser.</summary>
    static readonly Dictionary<string, string> Settings = new()
    {
        ["Dns__MirrorMaxAge"] = "00:00:10", ["Dns__RetryAfter"] = "00:00:01", ["Dns__StalledRetryAfter"] = "00:00:02",
        ["Inventory__LabInterval"] = "00:00:01", ["Inventory__FullReadInterval"] = "00:00:01", ["Inventory__RetryAfter"] = "00:00:00.500",
        ["Simulators__Cloudflare__Zones__0__Name"] = "example.org",
        ["Simulators__Cloudflare__Tokens__0__Name"] = "new", ["Simulators__Cloudflare__Tokens__0__Secret"] = SimulatedZone.Token,
        ["Simulators__Cloudflare__Tokens__1__Name"] = "expiring", ["Simulators__Cloudflare__Tokens__1__Secret"] = ExpiringToken,
        ["Simulators__Cloudflare__Tokens__1__ExpiresOn"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O"),
    };

    readonly string state = TestDirectory.OfThisProcess.Create("fleet");

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Nothing_is_deleted_each_trouble_is_named_and_the_fleet_recovers_by_itself()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("1", "photos", Route("photos"));
        engine.Run("2", "wiki", Route("wiki"));
        var token = Path.Combine(state, "token");
        await File.WriteAllTextAsync(token, ExpiringToken);
        var lab = LabDirectory.Create(state, new Uri(engine.Endpoint), $"{{file: {token}}}", LabDirectory.QuickRemoval);
        foreach (var name in new[] { "nas", "printer", "vpn" })
        {
            await File.WriteAllTextAsync(Path.Combine(lab, $"{name}.yaml"), Document(name));
        }
        await using var fleet = await Fleet.StartAsync(state, lab, Settings);
        await Eventually.TrueAsync(async () => (await fleet.Zone.RecordsAsync()).Count == 5, "all records are made", Patience);
        await UntilAsync(it => it is "backups complete, cloudflare/example.org complete, docker/docker-host complete, lab complete", "all is well");
        var writes = await fleet.Zone.WritesAsync();

        Directory.Move(lab, lab + "-gone");
        await PlannedAsync("Proposed", "the removal of what the lab wanted is proposed");
        Assert.Contains("DirectoryMissing", (await CommandLine.RunAsync(state, "plan", "example.org")).Out, StringComparison.Ordinal);
        engine.Misbehaviour = Misbehaviour.ServerError;
        engine.EndStreams();
        await fleet.Zone.AdvanceAsync(TimeSpan.FromDays(2));

        await UntilAsync(
            it => it is "backups complete, cloudflare/example.org TokenRefused, docker/docker-host ServerError, lab DirectoryMissing", "each trouble is named");
        var sources = await CommandLine.RunAsync(state, "get", "sources");
        output.WriteLine(sources.Out);
        Assert.Contains(token, sources.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(ExpiringToken, sources.Out, StringComparison.Ordinal);

        await File.WriteAllTextAsync(token, SimulatedZone.Token);
        await UntilAsync(it => it is "backups complete, cloudflare/example.org complete, docker/docker-host ServerError, lab DirectoryMissing", "the new token is used");
        engine.Misbehaviour = Misbehaviour.None;
        await UntilAsync(it => it is "backups complete, cloudflare/example.org complete, docker/docker-host complete, lab DirectoryMissing", "the Docker host is back");
        await PlannedAsync("Proposed", "the removal is proposed again, now that everybody else is heard");
        var proposals = JsonNode.Parse((await CommandLine.RunAsync(state, "get", "proposals", "-o", "json")).Out)!.AsArray();
        Assert.Equal(["Waiting 3"], proposals.Select(it => $"{it!["status"]} {it["deletes"]}"));
        Directory.Move(lab + "-gone", lab);
        await UntilAsync(it => it is "backups complete, cloudflare/example.org complete, docker/docker-host complete, lab complete", "all is well again");
        await PlannedAsync("Converged", "nothing is left to do");

        Assert.Equal(writes, await fleet.Zone.WritesAsync());
        Assert.Equal(5, (await fleet.Zone.RecordsAsync()).Count);
        Assert.DoesNotContain(fleet.Lines, line => line.Contains("restart", StringComparison.OrdinalIgnoreCase));
        // What a person takes out goes all the same.
        engine.Remove("2");
        await fleet.Zone.DisappearsAsync("wiki.example.org");
    }

    static TimeSpan Patience => TimeSpan.FromMinutes(2);

    static string Document(string name) => $$"""
        apiVersion: homelab/v1
        kind: DnsRecord
        metadata: {name: {{name}}}
        spec: {type: A, name: {{name}}.example.org, content: 192.0.2.77}
        """;

    static Dictionary<string, string> Route(string name) => new() { ["traefik.http.routers.web.rule"] = $"Host(`{name}.example.org`)" };

    /// <summary>Asks as a script would, until every source is as wanted; at rest nobody calls the provider, so it has the zone looked at.</summary>
    async Task UntilAsync(Func<string, bool> condition, string message)
    {
        var said = "";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await CommandLine.RunAsync(state, "reconcile", "example.org");
                    var answer = await CommandLine.RunAsync(state, "get", "sources", "-o", "json");
                    said = answer.ExitCode != 0 ? answer.ToString() : string.Join(", ", JsonNode.Parse(answer.Out)!.AsArray()
                        // Tunnels are read seldom, so their part of the zone notices later.
                        .Where(it => !((string)it!["name"]!).EndsWith("/tunnels", StringComparison.Ordinal)).Select(it => $"{it!["name"]} {((bool)it["complete"]! ? "complete" : it["reasonCode"])}"));
                    return condition(said);
                },
                message, Patience, TimeSpan.FromSeconds(1));
        }
        catch (Xunit.Sdk.XunitException)
        {
            Assert.Fail($"Not within {Patience}: {message}; last: {said}\n{(await CommandLine.RunAsync(state, "plan", "example.org")).Out}");
        }
    }

    async Task PlannedAsync(string outcome, string message)
    {
        CommandLine? last = null;
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await CommandLine.RunAsync(state, "reconcile", "example.org");
                    last = await CommandLine.RunAsync(state, "plan", "example.org", "-o", "json");
                    return last.Out.Length > 0 && (string?)JsonNode.Parse(last.Out)!["outcome"] == outcome;
                },
                message, Patience, TimeSpan.FromSeconds(1));
        }
        catch (Xunit.Sdk.XunitException)
        {
            Assert.Fail($"Not within {Patience}: {message}; last: {last}");
        }
    }
}
