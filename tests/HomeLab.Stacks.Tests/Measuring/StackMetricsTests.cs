using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Stacks;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Measuring;

public sealed class StackMetricsTests
{
    [RequiresFact(Requirement.PostgreSql)]
    [Proves("STACK-34")]
    public async Task Stacks_operations_and_steps_are_measured_for_Prometheus()
    {
        var (wishes, host, ended) = (new PlayedWishes(), new PlayedHost(), new ConcurrentQueue<string>());
        (host.Broken["broken"], host.Unhealthy["slow"]) = (true, true);
        await using var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host));
        // Other services of this process have meters of the same name.
        var own = stacks.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Meter.Scope == own && instrument.Name.StartsWith("homelab.stacks.", StringComparison.Ordinal))
                    it.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => ended.Enqueue(Text(instrument, tags)));
        var gauges = new ConcurrentQueue<string>();
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => gauges.Enqueue($"{Text(instrument, tags)} {value}"));
        listener.Start();
        foreach (var name in (string[])["broken", "slow", "web"])
        {
            var stack = Some.Stack($"docker/nas/{name}");
            (stack.Digest, stack.HealthyWithin) = (name, Duration.FromTimeSpan(TimeSpan.FromHours(1)));
            wishes.Want(stack);
        }

        await Eventually.PassesAsync(() =>
        {
            gauges.Clear();
            listener.RecordObservableInstruments();
            Assert.Equal(["count asWanted 1", "count differs 1", "count failed 1", "operations.open deploy 1"], gauges.Order(StringComparer.Ordinal));
            Assert.Equal(
                ["operation.duration deploy failed", "operation.duration deploy succeeded", "step.duration create applied", "step.duration create applied", "step.duration create rejected"],
                ended.Order(StringComparer.Ordinal));
            return Task.CompletedTask;
        });
        var scraped = await stacks.ScrapeAsync();
        foreach (var name in (string[])["count", "operations_open", "operation_duration_seconds_bucket", "step_duration_seconds_bucket"])
            Assert.Contains($"homelab_stacks_{name}{{", scraped, StringComparison.Ordinal);
        Assert.Equal(("docker/nas/broken", "deploy"), (await stacks.FactsAsync<StackFailed>()).Select(it => (it.Stack, it.Kind)).Single());
    }

    static string Text(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name["homelab.stacks.".Length..]} {string.Join(' ', tags.ToArray().Select(it => it.Value))}";
}
