using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Addresses.Detectors;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Addresses;

/// <summary>What detectors make of answers, the worst included.</summary>
public class ReadingTests
{
    const string Host = "api.cloudflare.com";
    const string Trace = "fl=123f45\nh=api.cloudflare.com\nip=93.184.216.34\nts=1767322200.5\nvisit_scheme=https\nwarp=off\ngateway=off\nkex=X25519\n";
    const string Service = "urn:schemas-upnp-org:service:WANIPConnection:1";
    static readonly Uri Router = new("http://192.168.1.1:5000/rootDesc.xml");
    static readonly IPAddress Address = IPAddress.Parse("93.184.216.34");
    static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Theory]
    [InlineData("93.184.216.34", "93.184.216.34")]
    [InlineData("  93.184.216.34\r\n", "93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25C8:1946\n", "2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("", "NotAnAddress")]
    [InlineData("\n", "NotAnAddress")]
    [InlineData("93.184.216", "NotAnAddress")]
    [InlineData("93.184", "NotAnAddress")]
    [InlineData("1572395042", "NotAnAddress")]
    [InlineData("0x5db8d822", "NotAnAddress")]
    [InlineData("093.184.216.034", "NotAnAddress")]
    [InlineData("93.184.216.34:443", "NotAnAddress")]
    [InlineData("93.184.216.34, 10.0.0.1", "NotAnAddress")]
    [InlineData("93.184.216.34\n93.184.216.35", "NotAnAddress")]
    [InlineData("[2606:2800:220:1::1]", "NotAnAddress")]
    [InlineData("fe80::1%eth0", "NotAnAddress")]
    [InlineData("2606:2800:220:1", "NotAnAddress")]
    [InlineData("{\"ip\":\"93.184.216.34\"}", "NotAnAddress")]
    [InlineData("error code: 1015", "NotAnAddress")]
    [InlineData("<html><body>93.184.216.34</body></html>", "Html")]
    [Proves("DNS-31")]
    public void A_page_is_one_whole_address_or_none(string body, string expected) =>
        Assert.Equal(expected, Said(() => AddressText.Parse(body)));

    [Theory]
    [InlineData("warp=off", "warp=off", "93.184.216.34")]
    [InlineData("warp=off", "warp=on", "Warp")]
    [InlineData("warp=off", "warp=plus", "Warp")]
    [InlineData("warp=off\n", "", "NotATrace")]
    [InlineData("ip=93.184.216.34\n", "", "NotATrace")]
    [InlineData("ip=93.184.216.34", "ip=93.184.216.34\nip=93.184.216.35", "NotATrace")]
    [InlineData("kex=X25519\n", "kex=X25519", "NotATrace")]
    [InlineData("ip=93.184.216.34", "ip=93.184.216", "NotAnAddress")]
    [InlineData("fl=123f45", "<html>", "Html")]
    [InlineData("h=api.cloudflare.com", "h=portal.example.net", "OtherHost")]
    [Proves("DNS-31")]
    public void A_trace_counts_when_it_is_whole_and_did_not_come_through_WARP(string from, string to, string expected) =>
        Assert.Equal(expected, Said(() => TraceDetector.Read(Trace.Replace(from, to, StringComparison.Ordinal), Host)));

    [Fact]
    public void A_DNS_answer_is_read()
    {
        Assert.Equal("93.184.216.34", WhoamiMessage.Read(DnsAnswer("93.184.216.34")));
        Assert.Equal("TXT CH whoami.cloudflare", Questions(WhoamiMessage.Query));
    }

    [Theory]
    [InlineData(2, 0x01, "NotADnsAnswer")]
    [InlineData(2, 0x83, "Truncated")]
    [InlineData(3, 0x85, "DnsRefused")]
    [InlineData(7, 0, "NotADnsAnswer")]
    [InlineData(13, (byte)'x', "NotADnsAnswer")]
    public void A_DNS_answer_that_is_none_is_refused(int at, byte value, string code)
    {
        var answer = DnsAnswer("93.184.216.34");
        answer[at] = value;

        Assert.Equal(code, Said(() => AddressText.Parse(WhoamiMessage.Read(answer))));
    }

    [Fact]
    public void A_router_is_asked_where_its_description_says_and_nobody_else_is()
    {
        var control = Assert.Single(UpnpDescription.Controls(Description("/ctl/IPConn", "http://198.51.100.1/ctl", "https://192.168.1.1/ctl"), Router));

        Assert.Equal((Service, new Uri("http://192.168.1.1:5000/ctl/IPConn")), control);
    }

    [Theory]
    [InlineData("<a><NewExternalIPAddress>93.184.216.34</NewExternalIPAddress></a>", "93.184.216.34")]
    [InlineData("<a><NewExternalIPAddress></NewExternalIPAddress></a>", "NotAnAddress")]
    [InlineData("<a/>", "NotUpnp")]
    [InlineData("<a>", "NotUpnp")]
    [InlineData("no xml", "NotUpnp")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a><NewExternalIPAddress>&b;</NewExternalIPAddress></a>", "NotUpnp")]
    public void A_routers_answer_is_read_or_refused(string body, string expected) =>
        Assert.Equal(expected, Said(() => AddressText.Parse(UpnpDescription.Address(Encoding.UTF8.GetBytes(body)))));

    /// <summary>Cut anywhere, an answer says the address or nothing, never a part of it.</summary>
    [Fact]
    [Proves("DNS-31")]
    public void An_answer_that_was_cut_says_no_other_address()
    {
        Cut(Encoding.UTF8.GetBytes(Trace), body => TraceDetector.Read(Encoding.UTF8.GetString(body), Host));
        Cut(DnsAnswer("93.184.216.34"), body => AddressText.Parse(WhoamiMessage.Read(body)));
        Cut(
            Encoding.UTF8.GetBytes("<a><NewExternalIPAddress>93.184.216.34</NewExternalIPAddress></a>"),
            body => AddressText.Parse(UpnpDescription.Address(body)));

        static void Cut(byte[] whole, Func<byte[], IPAddress> read)
        {
            Assert.Equal(Address, read(whole));
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.True(Said(() => read(whole[..length])) is var said && (said == Address.ToString() || !IPAddress.TryParse(said, out _)), said);
            }
        }
    }

    /// <summary>Whatever comes, it is an address or a refusal.</summary>
    [Fact]
    public void Garbage_crashes_nothing()
    {
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(Trace), Encoding.UTF8.GetBytes("93.184.216.34\n"), DnsAnswer("93.184.216.34"), Description("/ctl"),
            Encoding.UTF8.GetBytes("<a><NewExternalIPAddress>93.184.216.34</NewExternalIPAddress></a>"),
        ];
        var mutated =
            from seed in Gen.Elements(seeds)
            from changes in Gen.Zip(Gen.Choose(0, 400), ArbMap.Default.GeneratorFor<byte>()).ListOf()
            select changes.Aggregate((byte[])[.. seed], (body, change) => { body[change.Item1 % body.Length] = change.Item2; return body; });
        var bodies = Gen.OneOf(mutated, ArbMap.Default.GeneratorFor<byte[]>());

        Prop.ForAll(bodies.ToArbitrary(), body =>
        {
            Said(() => TraceDetector.Read(Encoding.UTF8.GetString(body), Host));
            Said(() => AddressText.Parse(Encoding.UTF8.GetString(body)));
            Said(() => AddressText.Parse(WhoamiMessage.Read(body)));
            Said(() => AddressText.Parse(UpnpDescription.Address(body)));
            Said(() => UpnpDescription.Controls(body, Router).Count == 0 ? IPAddress.None : IPAddress.Any);
        }).Check(Runs);
    }

    [Fact]
    public void Addresses_that_pass_are_not_read_off_an_interface()
    {
        const string table = """
            26062800022000010000000000000010 02 40 00 80     eth0
            26062800022000010000000000000011 02 40 00 01     eth0
            26062800022000010000000000000012 02 40 00 a0     eth0
            26062800022000010000000000000013 02 40 00 c0     eth0
            fd000000000000000000000000000001 02 40 00 80     eth0
            fe800000000000000000000000000001 02 40 20 80     eth0
            26062800022000010000000000000099 03 40 00 80     eth1
            """;
        var addresses = LocalAddresses.OfV6(table, "eth0");

        Assert.Equal("2606:2800:220:1::10", InterfaceDetector.Choose(addresses, Asked("eth0")).ToString());
        Assert.Equal("NoAddress", Said(() => InterfaceDetector.Choose(LocalAddresses.OfV6(table, "eth2"), Asked("eth2"))));
        Assert.Equal("UniqueLocal", Said(() => InterfaceDetector.Choose([IPAddress.Parse("fd00::1")], Asked("eth0"))));
        Assert.Equal("SeveralAddresses", Said(() => InterfaceDetector.Choose([.. addresses, IPAddress.Parse("2606:2800:220:2::1")], Asked("eth0"))));
    }

    static Question Asked(string name) => new(IpFamily.IPv6, 64, new DetectorSetting("interface", null, name), null);

    static string Said(Func<IPAddress> read)
    {
        try
        {
            return read().ToString();
        }
        catch (DetectionException e)
        {
            return e.Reason.Code;
        }
    }

    static byte[] DnsAnswer(string text)
    {
        byte[] answer = [.. WhoamiMessage.Query, 0xC0, 12, 0, 16, 0, 3, 0, 0, 0, 0, 0, (byte)(text.Length + 1), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
        (answer[2], answer[3], answer[7]) = (0x81, 0x80, 1);
        return answer;
    }

    static string Questions(byte[] query)
    {
        var labels = new List<string>();
        var at = 12;
        for (; query[at] != 0; at += query[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        }
        return $"{(query[at + 2] == 16 ? "TXT" : "?")} {(query[at + 4] == 3 ? "CH" : "?")} {string.Join('.', labels)}";
    }

    static byte[] Description(params string[] controls) => Encoding.UTF8.GetBytes(
        $"""
        <root xmlns="urn:schemas-upnp-org:device-1-0"><device><serviceList>
        <service><serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1</serviceType><controlURL>/ctl/L3F</controlURL></service>
        {string.Concat(controls.Select(url => $"<service><serviceType>{Service}</serviceType><controlURL>{url}</controlURL></service>"))}
        </serviceList></device></root>
        """);
}
