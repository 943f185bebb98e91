using System.Net;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Addresses.Agreement;
using HomeLab.Dns.Records;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Addresses;

public class FollowedAddressesTests
{
    [Theory]
    [Proves("DNS-12")]
    [InlineData("2606:2800:220:1::", 64, "::1:2", "2606:2800:220:1::1:2")]
    [InlineData("2606:2800:220:100::", 56, "0:0:0:5::1", "2606:2800:220:105::1")]
    [InlineData("2606:2800:220:1230::", 60, "::f:0:0:0:7", "2606:2800:220:123f::7")]
    public void A_hosts_part_stands_behind_the_prefix(string prefix, int bits, string suffix, string expected)
    {
        var addresses = new FollowedAddresses([State(IpFamily.IPv6, prefix, bits)], [Uplink(bits)]);

        Assert.Equal(expected, addresses.ContentOf(Following(IpFamily.IPv6, suffix))?.ToString());
    }

    [Fact]
    public void Nothing_is_put_together_from_what_was_learnt_otherwise()
    {
        var whole = State(IpFamily.IPv6, "2606:2800:220:1::10", 128);
        var prefix = State(IpFamily.IPv6, "2606:2800:220:1::", 64);

        Assert.Null(new FollowedAddresses([whole], [Uplink(64)]).ContentOf(Following(IpFamily.IPv6, "::1")));
        Assert.Null(new FollowedAddresses([prefix], [Uplink(56)]).ContentOf(Following(IpFamily.IPv6, "::1")));
        Assert.Null(new FollowedAddresses([prefix], [Uplink(null)]).ContentOf(Following(IpFamily.IPv6, null)));
        Assert.Null(new FollowedAddresses([prefix], []).ContentOf(Following(IpFamily.IPv6, null)));
        Assert.Null(FollowedAddresses.None.ContentOf(Following(IpFamily.IPv4, null)));
    }

    [Fact]
    public void The_last_address_of_an_uplink_that_left_the_lab_stays() => Assert.Equal(
        "93.184.216.34",
        new FollowedAddresses([State(IpFamily.IPv4, "93.184.216.34", 32)], []).ContentOf(Following(IpFamily.IPv4, null))?.ToString());

    static Uplink Uplink(int? prefixLength) => new("fibre", [], 2, 2, TimeSpan.FromMinutes(1), prefixLength, null);

    static Following Following(IpFamily family, string? suffix) =>
        new("DnsRecord/home", DomainName.Parse("home.example.org"), "fibre", family, suffix is null ? null : IPAddress.Parse(suffix));

    static UplinkState State(IpFamily family, string address, int bits) => new(
        "fibre", family, KnownAddress.Nothing with { Address = IPAddress.Parse(address), Bits = bits }, [], null, Some.Now, Some.Now);
}
