using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace HomeLab.Cloudflare.Tests;

public class TxtContentTests
{
    [Fact]
    public void What_is_encoded_is_decoded_to_the_same() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var value = string.Concat(text.Get.EnumerateRunes().Select(rune => rune.ToString()));
            Assert.Equal(value, TxtContent.Decode(TxtContent.Encode(value)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("v=spf1 -all", "v=spf1 -all")]
    [InlineData("\"v=spf1 -all\"", "v=spf1 -all")]
    [InlineData("\"first \" \"second\"", "first second")]
    [InlineData("\"say \\\"hi\\\"\"", "say \"hi\"")]
    [InlineData("\"\\195\\164\"", "ä")]
    [InlineData("\"this", "\"this")]
    [InlineData("\"these\" ones\"", "\"these\" ones\"")]
    public void Quoted_and_unquoted_are_the_same_value(string content, string value) =>
        Assert.Equal(value, TxtContent.Decode(content));

    [Fact]
    public void Splits_at_255_bytes_and_never_within_a_character()
    {
        var value = string.Concat(Enumerable.Repeat("ä", 200));

        var strings = TxtContent.Encode(value).Split("\" \"");

        Assert.Equal(2, strings.Length);
        Assert.All(strings, part => Assert.InRange(Encoding.UTF8.GetByteCount(part.Trim('"')), 1, 255));
    }
}
