using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Tests.Records;

public class RecordTextTests
{
    [Theory]
    [InlineData("A", "192.0.2.1", "192.0.2.1")]
    [InlineData("AAAA", "2001:DB8:0:0:0:0:0:1", "2001:db8::1")]
    [InlineData("AAAA", "fe80::0:0:1", "fe80::1")]
    [InlineData("CNAME", "Home.Example.ORG.", "home.example.org")]
    [InlineData("CNAME", "bücher.example", "xn--bcher-kva.example")]
    [InlineData("CNAME", "BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("TXT", "v=spf1 -all", "v=spf1 -all")]
    [InlineData("MX", "10  Mail.example.org.", "10 mail.example.org")]
    [InlineData("SRV", "10 5 5223 Server.example.org.", "10 5 5223 server.example.org")]
    [InlineData("CAA", "0 ISSUE \"letsencrypt.org\"", "0 issue \"letsencrypt.org\"")]
    public void Reads_every_spelling_as_one(string type, string text, string canonical)
    {
        Assert.True(RecordText.TryParse(type, text, out var content));
        Assert.Equal(canonical, content.ToString());
    }

    [Theory]
    [InlineData("A", "1.1")]
    [InlineData("A", "192.0.2.010")]
    [InlineData("A", "2001:db8::1")]
    [InlineData("AAAA", "192.0.2.1")]
    [InlineData("AAAA", "::ffff:192.0.2.1")]
    [InlineData("AAAA", "fe80::1%eth0")]
    [InlineData("CNAME", "not a name")]
    [InlineData("CNAME", "-a.example")]
    [InlineData("MX", "mail.example.org")]
    [InlineData("SRV", "10 5 70000 a.example")]
    [InlineData("CAA", "0 issue letsencrypt.org")]
    [InlineData("NS", "a.example")]
    public void Refuses_what_means_nothing_or_something_else(string type, string text) =>
        Assert.False(RecordText.TryParse(type, text, out _));

    [Fact]
    public void Canonical_text_reads_back_as_the_same_content() =>
        Prop.ForAll(Some.Contents.ToArbitrary(), content =>
            RecordText.TryParse(content.Type, content.ToString(), out var again) && again == content).QuickCheckThrowOnFailure();
}
