using HomeLab.DnsWire;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>A set of records as it was and as it is to be.</summary>
/// <param name="IsMark">It marks a record of ours, and is none that somebody asked for.</param>
sealed record SetChange(WireName Name, ushort Type, IReadOnlyList<WireRecord> Before, IReadOnlyList<WireRecord> After, bool IsMark = false);
