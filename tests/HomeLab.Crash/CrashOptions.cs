using System.ComponentModel.DataAnnotations;

namespace HomeLab.Crash;

/// <summary>Section <c>Crash</c>, or the command line: <c>--seed 7 --workloads 40</c>.</summary>
sealed class CrashOptions
{
    /// <summary>Of the first workload; the next ones count up. The same seed draws the same edits, victims and pauses.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many, one after the other on one fleet.</summary>
    [Range(1, 10_000)]
    public int Workloads { get; init; } = 1;

    /// <summary>How long one workload edits; default 60.</summary>
    [Range(1, 3600)]
    public double Seconds { get; init; } = 60;

    /// <summary>A workload ends earlier after so many kills and stops; default no limit.</summary>
    [Range(0, 10_000)]
    public int Kills { get; init; } = 10_000;

    /// <summary>Whole seconds within which everything has to be settled once nobody kills any more; default 180.</summary>
    [Range(10, 3600)]
    public int SettleSeconds { get; init; } = 180;

    /// <summary>Where the fleet's files go; default a new temporary directory, which stays when a check fails.</summary>
    public string? State { get; init; }

    /// <summary>A file to which one line a workload is appended.</summary>
    public string? Log { get; init; }
}
