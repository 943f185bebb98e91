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
        var (wishes, host) = (new PlayedWishes(), new PlayedHost());
        host.Broken["broken"] = true;
        foreach (var name in (string[])["web", "broken"])
        {
            var stack = Some.Stack($"docker/nas/{name}");
            (stack.Digest, stack.HealthyWithin) = (name, Duration.FromTimeSpan(TimeSpan.FromMinutes(5)));
            wishes.Want(stack);
        }
        host.Unhealthy["slow"] = true;
        var slow = Some.Stack("docker/nas/slow");
        (slow.Digest, slow.HealthyWithin) = ("slow", Duration.FromTimeSpan(TimeSpan.FromHours(1)));
        wishes.Want(slow);
        await using var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host));

        await Eventually.PassesAsync(async () =>
        {
            var measured = await stacks.ScrapeAsync();
            Assert.Contains("homelab_stacks_count{otel_scope_name=\"HomeLab\",state=\"asWanted\"} 1", measured, StringComparison.Ordinal);
            Assert.Contains("homelab_stacks_count{otel_scope_name=\"HomeLab\",state=\"failed\"} 1", measured, StringComparison.Ordinal);
            Assert.Contains("homelab_stacks_count{otel_scope_name=\"HomeLab\",state=\"differs\"} 1", measured, StringComparison.Ordinal);
            Assert.Contains("homelab_stacks_operations_open{kind=\"deploy\",otel_scope_name=\"HomeLab\"} 1", measured, StringComparison.Ordinal);
            Assert.Contains("homelab_stacks_operation_duration_seconds_count{kind=\"deploy\",otel_scope_name=\"HomeLab\",outcome=\"failed\"} 1", measured, StringComparison.Ordinal);
            Assert.Contains("homelab_stacks_operation_duration_seconds_count{kind=\"deploy\",otel_scope_name=\"HomeLab\",outcome=\"succeeded\"} 1", measured, StringComparison.Ordinal);
            Assert.Contains("homelab_stacks_step_duration_seconds_count{action=\"create\",otel_scope_name=\"HomeLab\",result=\"applied\"} 2", measured, StringComparison.Ordinal);
            Assert.Contains("homelab_stacks_step_duration_seconds_count{action=\"create\",otel_scope_name=\"HomeLab\",result=\"rejected\"} 1", measured, StringComparison.Ordinal);
        });
        Assert.Equal(("docker/nas/broken", "deploy"), (await stacks.FactsAsync<StackFailed>()).Select(it => (it.Stack, it.Kind)).Single());
    }
}
