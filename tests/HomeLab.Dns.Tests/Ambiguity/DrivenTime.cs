using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Ambiguity;

/// <summary>Turns the clock that the service and the simulator share, and lets late effects come at their time on the way.</summary>
sealed class DrivenTime(SimulatorHost simulator)
{
    const int MostLooks = 40;

    /// <summary>Turns the clock to each next look until the zone waits for nothing any more.</summary>
    public async Task<LookState> SettleAsync(DnsHost host, string zone)
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var look = await host.IdleAsync(zone);
            if (look is { Outcome: not "Waiting", Unconfirmed: 0 })
            {
                return look;
            }
            await AdvanceToAsync(look.DueAt);
            await host.WakeAsync();
        }
        throw new Xunit.Sdk.XunitException($"After {MostLooks} looks {zone} still waits: {await host.IdleAsync(zone)}");
    }

    public Task AdvanceAsync(TimeSpan by) => AdvanceToAsync(simulator.Clock.GetUtcNow() + by);

    public async Task AdvanceToAsync(DateTimeOffset instant)
    {
        while (simulator.Late.Due.Order().FirstOrDefault(DateTimeOffset.MaxValue) is var due && due <= instant)
        {
            Turn(due);
            await Eventually.TrueAsync(() => !simulator.Late.Due.Contains(due), "a late effect comes");
        }
        Turn(instant + TimeSpan.FromMilliseconds(1));
    }

    void Turn(DateTimeOffset instant)
    {
        var by = instant - simulator.Clock.GetUtcNow();
        if (by > TimeSpan.Zero)
        {
            simulator.Clock.Advance(by);
        }
    }
}
