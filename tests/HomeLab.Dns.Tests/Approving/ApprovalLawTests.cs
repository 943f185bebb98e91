using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace HomeLab.Dns.Tests.Approving;

/// <summary>
/// An approved hash carries out exactly the plan that has it, or nothing: through the real service, database and control API, in worlds that
/// move between proposal and approval.
/// </summary>
public sealed class ApprovalLawTests(ITestOutputHelper output)
{
    const int Usual = 80;

    /// <summary>Always the same ones; others, and more of them, on demand: HOMELAB_APPROVALS=1000.</summary>
    static readonly int Worlds = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue("HOMELAB_APPROVALS", Usual);

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_approved_hash_carries_out_exactly_its_plan_or_nothing()
    {
        var zones = new ConcurrentQueue<string>(Enumerable.Range(0, Worlds).Select(number => $"zone{number}.example"));
        await using var host = await DnsHost.StartAsync(
            new FakeInventory(), [.. zones], isTimeSimulated: true, ("Dns:ResyncInterval", "7.00:00:00"), ("Logging:LogLevel:Default", "Error"));
        var ends = new ConcurrentBag<string>();

        // A world that shrinks would need another zone; each is small enough to be read as it is.
        var law = Prop.ForAll(World.Any.ToArbitrary(), world =>
        {
            Assert.True(zones.TryDequeue(out var zone));
            ends.Add(Task.Run(() => new ApprovalTrial(world, zone!, host).RunAsync()).GetAwaiter().GetResult());
        });
        var config = Config.QuickThrowOnFailure.WithMaxTest(Worlds);
        law.Check(Worlds == Usual ? config.WithReplay(1, 1) : config);

        foreach (var end in ends.CountBy(end => end).OrderByDescending(end => end.Value))
        {
            output.WriteLine($"{end.Value,5}  {end.Key}");
        }
        // The law would hold of a service that never did anything, too.
        Assert.Contains(ApprovalTrial.CarriedOut, ends);
        Assert.Contains(ApprovalTrial.Refused, ends);
    }
}
