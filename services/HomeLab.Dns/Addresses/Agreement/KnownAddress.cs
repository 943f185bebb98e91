using System.Net;

namespace HomeLab.Dns.Addresses.Agreement;

/// <summary>What is known of an uplink's address, from round to round and over restarts.</summary>
/// <param name="Address">That records follow; null: none was agreed on yet.</param>
/// <param name="Bits">How many of its bits are the uplink's.</param>
/// <param name="By">The detectors that last agreed on it.</param>
/// <param name="Pending">Another one that was agreed on, and has to be again.</param>
/// <param name="PendingRounds">In how many rounds it was; each kind beyond the quorum stands for one.</param>
/// <param name="ChangedAt">When it changed, within <see cref="Adoption.Memory"/>.</param>
sealed record KnownAddress(
    IPAddress? Address, int Bits, DateTimeOffset? Since, IReadOnlyList<string> By, IPAddress? Pending, int PendingRounds,
    IReadOnlyList<DateTimeOffset> ChangedAt)
{
    public static KnownAddress Nothing { get; } = new(null, 0, null, [], null, 0, []);
}
