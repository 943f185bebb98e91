using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Tests.Records;

public class DomainNameTests
{
    [Theory]
    [InlineData("*.Example.org", "*.example.org")]
    [InlineData("_acme-challenge.example.org.", "_acme-challenge.example.org")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    public void Keeps_names_that_are_no_host_names(string text, string name) =>
        Assert.Equal(name, DomainName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("a.*.b")]
    [InlineData("a b.example")]
    [InlineData("a/b.example")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public void Refuses_what_is_no_name(string text) => Assert.False(DomainName.TryParse(text, out _));

    [Fact]
    public void Parsing_is_idempotent() =>
        Prop.ForAll<NonNull<string>>(text =>
            !DomainName.TryParse(text.Get, out var name) || DomainName.Parse(name.ToString()) == name).QuickCheckThrowOnFailure();

    [Fact]
    public void A_name_belongs_to_the_longest_zone_that_holds_it()
    {
        var zones = new[] { "example.org", "lab.example.org", "ample.org" }.Select(ZoneName.Parse).ToList();

        Assert.Equal("lab.example.org", ZoneName.Of(DomainName.Parse("a.lab.example.org"), zones)?.ToString());
        Assert.Equal("example.org", ZoneName.Of(DomainName.Parse("example.org"), zones)?.ToString());
        Assert.Null(ZoneName.Of(DomainName.Parse("other.example"), zones));
    }

    [Theory]
    [InlineData("Example.ORG.", "example.org", null)]
    [InlineData("Example.ORG@lan", "example.org@lan", "lan")]
    public void A_zone_says_who_holds_it(string text, string written, string? server)
    {
        var zone = ZoneName.Parse(text);

        Assert.Equal((written, server, DomainName.Parse("example.org")), (zone.ToString(), zone.Server, zone.Apex));
        Assert.Equal(zone, ZoneName.Parse(zone.ToString()));
    }

    [Theory]
    [InlineData("example.org@")]
    [InlineData("@lan")]
    [InlineData("example.org@Lan")]
    [InlineData("example.org@lan@lan")]
    [InlineData("example.org@lan/a")]
    public void Refuses_what_is_no_zone(string text) => Assert.False(ZoneName.TryParse(text, out _));
}
