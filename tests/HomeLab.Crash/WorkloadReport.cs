using System.Globalization;
using HomeLab.Crash.Checking;

namespace HomeLab.Crash;

/// <summary>What one workload did and showed.</summary>
/// <param name="OfServers">Of kills and stops together, those of the broker or the database.</param>
/// <param name="OwnEnds">Processes that ended without being killed.</param>
sealed record WorkloadReport(
    int Seed, int Edits, int Kills, int Pauses, int OfServers, int OwnEnds, TimeSpan Took, TimeSpan Settled, IReadOnlyList<Violation> Violations)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"seed {Seed}: {Edits} edits, {Kills} kills + {Pauses} stops ({OfServers} of broker or database), {OwnEnds} own ends, {Took.TotalSeconds:0} s, settled in {Settled.TotalSeconds:0.0} s, {Violations.Count} violations");
}
