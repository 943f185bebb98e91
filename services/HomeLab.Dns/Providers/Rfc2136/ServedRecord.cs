using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>A record of a zone as its server has it.</summary>
/// <param name="Mark">Null: it has none.</param>
sealed record ServedRecord(ActualRecord Actual, WireRecord Wire, WireRecord? Mark)
{
    public string Id => Actual.Id;
}
