using FsCheck;
using FsCheck.Fluent;

namespace HomeLab.DnsWire.Tests;

public class WireNameTests
{
    [Theory]
    [InlineData("www.example.org", "www.example.org")]
    [InlineData("WWW.Example.ORG.", "WWW.Example.ORG")]
    [InlineData("*.example.org", "*.example.org")]
    [InlineData(".", ".")]
    public void Is_written_without_its_last_dot(string text, string written) => Assert.Equal(written, WireName.Parse(text).ToString());

    [Fact]
    public void Names_that_differ_in_case_alone_are_equal()
    {
        Assert.Equal(WireName.Parse("WWW.example.ORG"), WireName.Parse("www.EXAMPLE.org"));
        Assert.Equal(WireName.Parse("WWW.example.ORG").GetHashCode(), WireName.Parse("www.EXAMPLE.org").GetHashCode());
        Assert.NotEqual(WireName.Parse("ww.wexample.org"), WireName.Parse("www.example.org"));
    }

    [Theory]
    [InlineData("a.example.org", "example.org", true)]
    [InlineData("example.org", "Example.org", true)]
    [InlineData("aexample.org", "example.org", false)]
    [InlineData("org", "example.org", false)]
    public void Knows_what_it_is_within(string name, string parent, bool isWithin) =>
        Assert.Equal(isWithin, WireName.Parse(name).IsWithin(WireName.Parse(parent)));

    [Fact]
    public void Bytes_that_would_be_read_as_something_else_are_escaped() =>
        Assert.Equal(@"a\.b\\\000\195\164.org", WireName.FromLabels([[(byte)'a', (byte)'.', (byte)'b', (byte)'\\', 0, 0xc3, 0xa4], "org"u8.ToArray()]).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org")]
    public void Refuses_what_is_no_name(string text) => Assert.Throws<DnsFormatException>(() => WireName.Parse(text));

    [Fact]
    public void Refuses_a_name_of_more_than_255_bytes()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 63), 3)) + "." + new string('b', 61);

        Assert.Equal(255, WireName.Parse(longest).Wire.Length);
        Assert.Throws<DnsFormatException>(() => WireName.Parse(longest + "b"));
    }

    [Fact]
    public void Labels_of_any_bytes_come_back() => Prop.ForAll<NonEmptyArray<byte>>(label =>
    {
        var name = WireName.FromLabels([label.Get.Take(63).ToArray(), "org"u8.ToArray()]);
        return name.Labels().First().SequenceEqual(label.Get.Take(63));
    }).QuickCheckThrowOnFailure();
}
