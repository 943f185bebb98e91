using HomeLab.Dns.Addresses.Agreement;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses;

/// <summary>One round of an uplink's detectors and what it came to.</summary>
/// <param name="Before">What was known.</param>
/// <param name="After">What is known now.</param>
sealed record Round(IpFamily Family, IReadOnlyList<Answer> Answers, Verdict Verdict, KnownAddress Before, KnownAddress After)
{
    public bool IsChange => !Equals(Before.Address, After.Address) || (After.Address is not null && Before.Bits != After.Bits);

    /// <summary>The address that records follow was agreed on.</summary>
    public bool IsCertain => Objection is null && After.Pending is null;

    public Reason? Objection => (Verdict as Verdict.Open)?.Reason;
}
