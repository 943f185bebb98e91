using System.Globalization;

namespace HomeLab.DnsWire;

/// <summary>Numbers of record types, and of questions (IANA's registry "Domain Name System Parameters").</summary>
public static class RecordType
{
    public const ushort A = 1;
    public const ushort Ns = 2;
    public const ushort Cname = 5;
    public const ushort Soa = 6;
    public const ushort Ptr = 12;
    public const ushort Mx = 15;
    public const ushort Txt = 16;
    public const ushort Aaaa = 28;
    public const ushort Srv = 33;
    public const ushort Dname = 39;
    public const ushort Ds = 43;
    public const ushort Rrsig = 46;
    public const ushort Nsec = 47;
    public const ushort Dnskey = 48;
    public const ushort Nsec3 = 50;
    public const ushort Nsec3Param = 51;
    public const ushort Cds = 59;
    public const ushort Cdnskey = 60;
    public const ushort Svcb = 64;
    public const ushort Https = 65;
    public const ushort Tsig = 250;
    public const ushort Axfr = 252;
    public const ushort Any = 255;
    public const ushort Caa = 257;

    static readonly Dictionary<ushort, string> Names = new()
    {
        [A] = "A", [Ns] = "NS", [Cname] = "CNAME", [Soa] = "SOA", [Ptr] = "PTR", [Mx] = "MX", [Txt] = "TXT", [Aaaa] = "AAAA", [Srv] = "SRV",
        [Dname] = "DNAME", [Ds] = "DS", [Rrsig] = "RRSIG", [Nsec] = "NSEC", [Dnskey] = "DNSKEY", [Nsec3] = "NSEC3", [Nsec3Param] = "NSEC3PARAM",
        [Cds] = "CDS", [Cdnskey] = "CDNSKEY", [Svcb] = "SVCB", [Https] = "HTTPS", [Caa] = "CAA",
    };

    /// <summary>The type's name, or <c>TYPE65534</c> (RFC 3597).</summary>
    public static string NameOf(ushort type) => Names.GetValueOrDefault(type) ?? string.Create(CultureInfo.InvariantCulture, $"TYPE{type}");
}
