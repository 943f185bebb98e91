using HomeLab.Dns.Records;

namespace HomeLab.Dns.Tests.Conformance;

/// <summary>What BIND has reason not to take unless its configuration says otherwise: names of hosts that are none, and mail servers of the zone without an address.</summary>
/// <remarks>https://bind9.readthedocs.io/en/stable/reference.html (check-names, check-integrity)</remarks>
static class BindRules
{
    public static bool MayRefuse(DnsRecord record, DomainName zone) => record.Content switch
    {
        RecordContent.A or RecordContent.Aaaa => !IsHost(record.Name, mayBeWildcard: true),
        RecordContent.Mx mail => !IsHost(record.Name, mayBeWildcard: true) || !IsHost(mail.Exchange) || mail.Exchange.IsWithin(zone),
        RecordContent.Srv service => !IsHost(service.Target),
        _ => false,
    };

    // A domain name has letters, digits and hyphens in place already.
    static bool IsHost(DomainName name, bool mayBeWildcard = false) =>
        !name.ToString().Contains('_', StringComparison.Ordinal) && (mayBeWildcard || !name.ToString().StartsWith('*'));
}
