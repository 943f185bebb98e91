using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Ambiguity;

/// <summary>Turns the clock that the service and the simulator share, and lets late effects come at their time on the way.</summary>
sealed class DrivenTime(SimulatorHost simulator)
{
    const int MostLooks = 40;
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    readonly HashSet<long> applied = [];
    readonly Dictionary<int, double> lateBy = [];

    public void Forget()
    {
        applied.Clear();
        lateBy.Clear();
    }

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
        foreach (var (sequence, due) in Pending().OrderBy(late => late.Due).ToList())
        {
            if (due > instant)
            {
                break;
            }
            var before = simulator.Requests.Entries.Count(entry => entry.Late);
            Turn(due + Moment);
            await Eventually.TrueAsync(() => simulator.Requests.Entries.Count(entry => entry.Late) > before || IsPast(before), "a late effect comes");
            applied.Add(sequence);
        }
        Turn(instant + TimeSpan.FromMilliseconds(1));

        // Real time passes too, and may have brought one before it was awaited.
        bool IsPast(int before) => before > applied.Count;
    }

    void Turn(DateTimeOffset instant)
    {
        var by = instant - simulator.Clock.GetUtcNow();
        if (by > TimeSpan.Zero)
        {
            simulator.Clock.Advance(by);
        }
    }

    /// <summary>Requests that were cut off and deferred, and when they come.</summary>
    IEnumerable<(long Sequence, DateTimeOffset Due)> Pending()
    {
        foreach (var fault in simulator.Faults.Armed.Where(fault => fault.Rule.Effect == Simulators.Faults.FaultEffect.AppliedLate))
        {
            lateBy[fault.Rule.Id] = fault.Rule.Seconds;
        }
        return simulator.Requests.Entries
            .Where(entry => !entry.Late && entry.Status is null && !applied.Contains(entry.Sequence))
            .Select(entry => (entry.Sequence, entry.At, Fault: entry.Faults.FirstOrDefault(lateBy.ContainsKey)))
            .Where(entry => entry.Fault != 0)
            .Select(entry => (entry.Sequence, entry.At + TimeSpan.FromSeconds(lateBy[entry.Fault])));
    }
}
