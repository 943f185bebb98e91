using DotNet.Testcontainers.Builders;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests;

/// <summary>The fleet's promise, from outside: a label becomes a record, and a foreign record stays as it is.</summary>
public sealed class ContainerBecomesRecordTests
{
    [RequiresFact(Requirement.Docker, Requirement.RabbitMq, Requirement.PostgreSql)]
    [Proves("DNS-4", "DNS-33", "DNS-42", "DNS-43")]
    public async Task A_record_follows_its_container_and_leaves_others_alone()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var docker = await TestDocker.EndpointAsync();
        await using var fleet = await Fleet.StartAsync(state, LabDirectory.Create(state, docker, policy: LabDirectory.QuickRemoval));
        await fleet.Zone.CreateAsync(new { type = "A", name = "neighbour", content = "203.0.113.77", comment = "by hand" });
        var foreign = (await fleet.Zone.RecordsAsync()).Select(r => r.ToJsonString()).ToList();

        await fleet.SeesAsync("docker/docker-host");
        await fleet.SettledAsync();

        var name = $"hello-{Guid.NewGuid():N}";
        var container = new ContainerBuilder(await TestImage.ImportAsync(docker))
            .WithDockerEndpoint(docker)
            .WithName(name)
            .WithLabel("traefik.enable", "true")
            .WithLabel($"traefik.http.routers.{name}.rule", "Host(`hello.example.org`)")
            .Build();
        await container.StartAsync();
        await fleet.Zone.AppearsAsync("hello.example.org");
        var record = (await fleet.Zone.RecordAsync("hello.example.org"))!;
        Assert.Equal(("CNAME", "home.example.org"), ((string?)record["type"], (string?)record["content"]));

        await container.StopAsync();
        await StaysAsync(fleet, TimeSpan.FromSeconds(10));

        await container.DisposeAsync();
        await fleet.Zone.DisappearsAsync("hello.example.org");
        Assert.Empty(foreign.Except((await fleet.Zone.RecordsAsync()).Select(r => r.ToJsonString())));

        var history = await fleet.HistoryAsync(
            "example.org/hello.example.org/", "settlement delete Applied", "intent delete ", "settlement create Applied", "intent create ");
        await OneTraceShowsItAsync(fleet, history[^1].TraceId);
    }

    /// <summary>From the container's event to the provider's answer, found by the record's name.</summary>
    static async Task OneTraceShowsItAsync(Fleet fleet, string traceId)
    {
        using var traces = await RecordedTraces.LogInAsync(fleet.Dashboard);
        await Eventually.PassesAsync(async () =>
        {
            var found = await traces.SearchAsync("hello.example.org");
            var story = found.Where(span => span.TraceId == traceId).Select(span => span.Span).ToList();
            Assert.Contains("inventory: docker event", story);
            Assert.Contains("inventory: homelab.inventory.resource-changed.v1 publish", story);
            Assert.Contains(story, span => span.StartsWith("dns: ", StringComparison.Ordinal) && span.EndsWith(" receive", StringComparison.Ordinal));
            Assert.Contains("dns: reconcile zone", story);
            Assert.Contains("dns: dns create hello.example.org", story);
            Assert.Contains(story, span => span.StartsWith("dns: POST", StringComparison.Ordinal));
        });
    }

    /// <summary>Absence within a moment is what is proved, so here time itself has to pass.</summary>
    static async Task StaysAsync(Fleet fleet, TimeSpan time)
    {
        var until = TimeProvider.System.GetUtcNow() + time;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            Assert.NotNull(await fleet.Zone.RecordAsync("hello.example.org"));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }
}
