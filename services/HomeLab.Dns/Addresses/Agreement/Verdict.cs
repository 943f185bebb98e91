using System.Net;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses.Agreement;

/// <summary>What a round of detectors comes to.</summary>
abstract record Verdict
{
    Verdict() { }

    /// <summary>Enough kinds of detectors said this address, or prefix, and of no other that can be said.</summary>
    /// <param name="By">The detectors that said it.</param>
    /// <param name="Surplus">How many kinds more than asked for said it; 0 where any detector said another.</param>
    public sealed record Agreed(IPAddress Address, IReadOnlyList<string> By, int Surplus) : Verdict;

    /// <summary>What was known before stays.</summary>
    public sealed record Open(Reason Reason) : Verdict;
}
