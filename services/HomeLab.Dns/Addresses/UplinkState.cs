using HomeLab.Dns.Addresses.Agreement;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses;

/// <summary>What is kept of an uplink and a family.</summary>
/// <param name="Reason">Why the last round agreed on nothing; null: it agreed.</param>
/// <param name="AgreedAt">When a round last agreed on the address.</param>
sealed record UplinkState(
    string Uplink, IpFamily Family, KnownAddress Known, IReadOnlyList<AnswerLine> Answers, Reason? Reason, DateTimeOffset AskedAt, DateTimeOffset? AgreedAt);

/// <summary>A detector's answer as it is kept: an address, or the code and sentence why none.</summary>
sealed record AnswerLine(string Detector, string Kind, string? Address, string? ReasonCode, string? Reason);
