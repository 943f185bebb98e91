using HomeLab.Dns.Records;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>Which names of a record a server may want to be host names (RFC 1123), as BIND does unless <c>check-names</c> says otherwise.</summary>
/// <remarks>https://bind9.readthedocs.io/en/stable/reference.html#namedconf-statement-check-names</remarks>
static class HostNames
{
    /// <summary>The first name of the record that is none; null: all that have to be are.</summary>
    public static DomainName? Offence(DnsRecord record) => record.Content switch
    {
        RecordContent.A or RecordContent.Aaaa when !IsHost(record.Name, mayBeWildcard: true) => record.Name,
        RecordContent.Mx when !IsHost(record.Name, mayBeWildcard: true) => record.Name,
        RecordContent.Mx mail when !IsHost(mail.Exchange) => mail.Exchange,
        RecordContent.Srv service when !IsHost(service.Target) => service.Target,
        _ => null,
    };

    // A domain name has letters, digits and hyphens in place already.
    static bool IsHost(DomainName name, bool mayBeWildcard = false) =>
        !name.ToString().Contains('_', StringComparison.Ordinal) && (mayBeWildcard || !name.ToString().StartsWith('*'));
}
