using System.Collections.Concurrent;
using System.Diagnostics;
using HomeLab.ServiceDefaults.Telemetry;
using HomeLab.ServiceDefaults.Tests.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.ServiceDefaults.Tests.Telemetry;

public sealed class TraceTests
{
    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task One_trace_runs_from_a_change_through_the_outbox_and_the_broker_to_the_handler()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var service = await Doors.StartAsync(database.ConnectionString, await TestBroker.CreateVirtualHostAsync());
        using var spans = new Spans();

        ActivityTraceId trace;
        using (var root = HomeLabTelemetry.Source.StartActivity("door opens"))
        {
            trace = root!.TraceId;
            await service.PublishAsync(new DoorOpened { Door = "front", Number = 1 });
        }
        await service.EventuallyOpenedAsync(1);

        await Eventually.PassesAsync(() =>
        {
            var ours = spans.Of(trace);
            var publish = Assert.Single(ours, s => s.Source.Name == HomeLabTelemetry.Name && s.Kind == ActivityKind.Producer);
            Assert.Equal("homelab.test.door-opened.v1 publish", publish.DisplayName);
            var receive = Assert.Single(ours, s => s.Source.Name == "MassTransit" && s.ParentSpanId == publish.SpanId);
            Assert.Contains("doors.test.door-opened.v1", receive.DisplayName, StringComparison.Ordinal);
            Assert.Contains(ours, s => s.Source.Name == "Npgsql");
            return Task.CompletedTask;
        });
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task Polling_and_probes_make_no_traces()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var service = await Doors.StartAsync(
            database.ConnectionString, await TestBroker.CreateVirtualHostAsync(),
            settings: new Dictionary<string, string?> { ["Messaging:PollInterval"] = "00:00:00.050" });
        using var spans = new Spans();
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

        for (var probe = 0; probe < 5; probe++)
        {
            await service.GetAsync("/health/ready");
        }
        var before = await service.QueryAsync<long>("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
        await Eventually.TrueAsync(
            async () => await service.QueryAsync<long>(
                "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()") > before + 10, "the outbox was polled");

        Assert.DoesNotContain(spans.All, s => s.Source.Name == "Npgsql" && s.ParentSpanId == default && IsOf(s, name));
        Assert.DoesNotContain(spans.All, s => s.Source.Name == "Microsoft.AspNetCore" && s.Recorded && IsOf(s, "/health"));
    }

    static bool IsOf(Activity span, string value) => span.TagObjects.Any(t => t.Value?.ToString()?.Contains(value, StringComparison.Ordinal) == true);

    /// <summary>Every span of this process while it lives.</summary>
    sealed class Spans : IDisposable
    {
        readonly ConcurrentQueue<Activity> all = new();
        readonly ActivityListener listener;

        public Spans()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is HomeLabTelemetry.Name or "MassTransit" or "Npgsql" or "Microsoft.AspNetCore",
                ActivityStopped = all.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
        }

        public IReadOnlyCollection<Activity> All => all;

        public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. all.Where(s => s.TraceId == trace)];

        public void Dispose() => listener.Dispose();
    }
}
