using FsCheck;
using FsCheck.Fluent;

namespace HomeLab.DnsWire.Tests;

public class TextDataTests
{
    [Fact]
    public void A_long_text_is_cut_into_strings_of_255_bytes()
    {
        var strings = TextData.Read(TextData.Write(new string('ä', 300)));

        Assert.Equal([255, 255, 90], strings.Select(it => it.Length));
        Assert.Equal(new string('ä', 300), TextData.Join(strings));
    }

    [Fact]
    public void An_empty_text_is_one_empty_string() => Assert.Equal([0], TextData.Write(""));

    [Fact]
    public void Whatever_data_comes_is_read_or_refused() => Prop.ForAll<byte[]>(data =>
    {
        try
        {
            return TextData.Read(data).Sum(it => it.Length + 1) == data.Length;
        }
        catch (DnsFormatException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();
}
