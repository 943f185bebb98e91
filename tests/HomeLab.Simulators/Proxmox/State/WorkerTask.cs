using System.Collections.Immutable;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>Work that was answered with a UPID and is done when the clock reaches its end.</summary>
/// <param name="Id">What it is about, often a VMID; may be empty.</param>
/// <param name="User">Who asked, with the token's name.</param>
/// <param name="Arguments">What is to be done.</param>
sealed record WorkerTask(
    string Upid, string Node, int Pid, long ProcessStart, DateTimeOffset StartedAt, string Type, string Id, string User,
    ImmutableSortedDictionary<string, string> Arguments, DateTimeOffset Due)
{
    public ImmutableList<string> Log { get; init; } = [];

    /// <summary>What it will fail with, when that is settled.</summary>
    public string? Failure { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string? ExitStatus { get; init; }

    public bool IsRunning => EndedAt is null;

    public int Vmid => int.Parse(Id, System.Globalization.CultureInfo.InvariantCulture);

    public string? Argument(string name) => Arguments.GetValueOrDefault(name);

    public bool Asks(string name) => Argument(name) == "1";
}
