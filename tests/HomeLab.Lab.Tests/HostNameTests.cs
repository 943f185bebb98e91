namespace HomeLab.Lab.Tests;

public class HostNameTests
{
    [Theory]
    [InlineData("Photos.Example.ORG", "photos.example.org")]
    [InlineData("photos.example.org.", "photos.example.org")]
    [InlineData("münchen.example.org", "xn--mnchen-3ya.example.org")]
    [InlineData("MÜNCHEN.example.org", "xn--mnchen-3ya.example.org")]
    [InlineData("xn--mnchen-3ya.example.org", "xn--mnchen-3ya.example.org")]
    public void Normalises_a_name(string text, string expected)
    {
        Assert.True(HostName.TryParse(text, out var name, out _));
        Assert.Equal(expected, name.Value);
    }

    [Theory]
    [InlineData("", "InvalidName")]
    [InlineData("*.example.org", "Wildcard")]
    [InlineData("192.0.2.1", "IpAddress")]
    [InlineData("[2001:db8::1]", "IpAddress")]
    [InlineData("a..b", "InvalidName")]
    [InlineData("-a.example.org", "InvalidName")]
    [InlineData("a_b.example.org", "InvalidName")]
    [InlineData("photos.example.org:8080", "InvalidName")]
    [InlineData("photos.example.org/path", "InvalidName")]
    [InlineData("{sub:[a-z]+}.example.org", "InvalidName")]
    public void Refuses_what_is_no_name_and_says_why(string text, string code)
    {
        Assert.False(HostName.TryParse(text, out _, out var refusal));
        Assert.Equal(code, refusal.Code);
    }

    [Theory]
    [InlineData("example.org", true)]
    [InlineData("a.example.org", true)]
    [InlineData("notexample.org", false)]
    public void Knows_whether_it_lies_in_a_zone(string text, bool expected)
    {
        Assert.True(HostName.TryParse(text, out var name, out _));
        Assert.Equal(expected, name.IsWithin("example.org"));
    }
}
