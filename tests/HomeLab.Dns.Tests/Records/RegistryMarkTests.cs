using HomeLab.Dns.Records;

namespace HomeLab.Dns.Tests.Records;

public class RegistryMarkTests
{
    [Fact]
    public void Reads_owner_and_resource_quoted_or_not()
    {
        var bare = Mark("a-www.example.org", "heritage=external-dns,external-dns/owner=home,external-dns/resource=ingress/default/www");
        var quoted = Mark("a-www.example.org", "\"heritage=external-dns,external-dns/owner=home,external-dns/resource=ingress/default/www\"");

        Assert.Equal(bare, quoted);
        Assert.Equal(("home", "ingress/default/www"), (bare!.Owner, bare.Resource));
    }

    [Theory]
    [InlineData("v=spf1 -all")]
    [InlineData("heritage=somebody-else,owner=home")]
    [InlineData("heritage=external-dnsish")]
    [InlineData("see heritage=external-dns,external-dns/owner=home")]
    public void Any_other_text_is_no_mark(string text) => Assert.Null(Mark("www.example.org", text));

    [Theory]
    [InlineData("www.example.org", "www.example.org", null)]
    [InlineData("external-dns-www.example.org", "www.example.org", null)]
    [InlineData("a-www.example.org", "www.example.org", "A")]
    [InlineData("extdns-cname-www.example.org", "www.example.org", "CNAME")]
    [InlineData("txt.aaaa-www.example.org", "www.example.org", "AAAA")]
    [InlineData("a-my-www.example.org", "my-www.example.org", "A")]
    public void Covers_the_name_behind_prefix_and_type(string at, string name, string? type) =>
        Assert.Contains((name, type), Mark(at, "heritage=external-dns,external-dns/owner=home")!.Covered());

    [Theory]
    [InlineData("a-my-www.example.org")]
    [InlineData("mya-www.example.org")]
    [InlineData("a-wwww.example.org")]
    public void Covers_no_name_that_only_ends_alike(string at) =>
        Assert.DoesNotContain(Mark(at, "heritage=external-dns,external-dns/owner=home")!.Covered(), covered => covered.Name == "www.example.org");

    static RegistryMark? Mark(string at, string text) =>
        RegistryMark.Of(new DnsRecord(DomainName.Parse(at), new RecordContent.Txt(text), Ttl.Automatic, proxied: false));
}
