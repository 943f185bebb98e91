using System.Net;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Addresses.Plausibility;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Addresses;

public class PublicAddressTests
{
    [Theory]
    [Proves("DNS-31")]
    [InlineData("0.0.0.0", "ThisNetwork")]
    [InlineData("10.1.2.3", "Private")]
    [InlineData("100.63.255.255", "")]
    [InlineData("100.64.0.0", "CarrierGrade")]
    [InlineData("100.127.255.255", "CarrierGrade")]
    [InlineData("100.128.0.0", "")]
    [InlineData("127.0.0.1", "Loopback")]
    [InlineData("169.254.1.1", "LinkLocal")]
    [InlineData("172.15.255.255", "")]
    [InlineData("172.16.0.0", "Private")]
    [InlineData("172.31.255.255", "Private")]
    [InlineData("172.32.0.0", "")]
    [InlineData("192.0.0.8", "Reserved")]
    [InlineData("192.0.2.1", "Documentation")]
    [InlineData("192.168.1.1", "Private")]
    [InlineData("198.18.0.1", "Benchmarking")]
    [InlineData("198.51.100.4", "Documentation")]
    [InlineData("203.0.113.9", "Documentation")]
    [InlineData("224.0.0.251", "Multicast")]
    [InlineData("240.0.0.1", "Reserved")]
    [InlineData("255.255.255.255", "Reserved")]
    [InlineData("104.15.255.255", "")]
    [InlineData("104.16.0.1", "Cloudflare")]
    [InlineData("162.159.36.1", "Cloudflare")]
    [InlineData("172.67.1.2", "Cloudflare")]
    [InlineData("188.114.97.3", "Cloudflare")]
    [InlineData("93.184.216.34", "")]
    [InlineData("2606:2800:220:1::1", "OtherFamily")]
    public void An_IPv4_address_that_is_no_uplinks_is_refused_by_its_range(string address, string code) =>
        Assert.Equal(code, PublicAddress.Objection(IPAddress.Parse(address), IpFamily.IPv4)?.Code ?? "");

    [Theory]
    [Proves("DNS-31")]
    [InlineData("::", "ThisNetwork")]
    [InlineData("::1", "Loopback")]
    [InlineData("::ffff:93.184.216.34", "MappedIPv4")]
    [InlineData("64:ff9b::5db8:d822", "Translation")]
    [InlineData("100::1", "Reserved")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Reserved")]
    [InlineData("2001:db8::1", "Documentation")]
    [InlineData("2002:5db8:d822::1", "Translation")]
    [InlineData("3fff::1", "Documentation")]
    [InlineData("4000::1", "NotGlobal")]
    [InlineData("fd12:3456:789a::1", "UniqueLocal")]
    [InlineData("fe80::1", "LinkLocal")]
    [InlineData("ff02::1", "Multicast")]
    [InlineData("2606:4700:4700::1111", "Cloudflare")]
    [InlineData("2a06:98c1:3120::3", "Cloudflare")]
    [InlineData("2a06:98bf::1", "")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", "")]
    [InlineData("93.184.216.34", "OtherFamily")]
    public void An_IPv6_address_that_is_no_uplinks_is_refused_by_its_range(string address, string code) =>
        Assert.Equal(code, PublicAddress.Objection(IPAddress.Parse(address), IpFamily.IPv6)?.Code ?? "");
}
