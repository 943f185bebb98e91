using FsCheck;
using FsCheck.Fluent;

namespace HomeLab.DnsWire.Tests;

public class DnsMessageTests
{
    static readonly DnsMessage Update = new DnsUpdate(WireName.Parse("example.org")).ToMessage(7) with
    {
        Answers = [new WireRecord(WireName.Parse("a.example.org"), RecordType.A, RecordClass.None, 0, default)],
        Authorities =
        [
            new WireRecord(WireName.Parse("a.example.org"), RecordType.Mx, RecordClass.Internet, 300, (byte[])[0, 10, .. WireName.Parse("mail.example.org").Wire]),
            new WireRecord(WireName.Parse("t.example.org"), RecordType.Txt, RecordClass.Internet, 300, TextData.Write("one", "two")),
        ],
    };

    [Fact]
    public void Comes_back_as_it_was_written()
    {
        var written = Update.Write();

        var read = DnsMessage.Read(written);

        Assert.Equal((7, DnsMessage.OpcodeUpdate, false, ResponseCode.NoError), (read.Id, read.Opcode, read.IsResponse, read.Code));
        Assert.Equal(written, read.Write());
    }

    [Fact]
    public void Compressed_names_are_written_out_in_data_too()
    {
        byte[] message =
        [
            0, 1, 0x80, 0, 0, 1, 0, 1, 0, 0, 0, 0,
            7, .. "example"u8, 3, .. "org"u8, 0, 0, 15, 0, 1,
            0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 9, 0, 10, 4, .. "mail"u8, 0xc0, 12,
        ];

        var record = Assert.Single(DnsMessage.Read(message).Answers);

        Assert.Equal("example.org", record.Name.ToString());
        Assert.Equal((byte[])[0, 10, .. WireName.Parse("mail.example.org").Wire], record.Data.ToArray());
    }

    [Theory]
    [InlineData(12, "a name points forward")] // At itself.
    [InlineData(14, "a name points forward")]
    public void A_name_that_leads_nowhere_ends(byte target, string complaint)
    {
        byte[] message = [0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, target, 0, 1, 0, 1];

        Assert.Equal(complaint, Assert.Throws<DnsFormatException>(() => DnsMessage.Read(message)).Message);
    }

    [Fact]
    public void Whatever_bytes_come_are_read_or_refused() => Prop.ForAll<byte[]>(IsReadOrRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_with_any_bytes_changed_is_read_or_refused()
    {
        var original = Update.Write();
        Prop.ForAll<NonEmptyArray<(PositiveInt At, byte Value)>>(changes =>
        {
            var broken = original.ToArray();
            foreach (var (at, value) in changes.Get)
            {
                broken[at.Get % broken.Length] = value;
            }
            return IsReadOrRefused(broken) && IsReadOrRefused(broken[..(changes.Get[0].At.Get % broken.Length)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    static bool IsReadOrRefused(byte[] bytes)
    {
        try
        {
            var read = DnsMessage.Read(bytes);
            return DnsMessage.Read(read.Write()).Write().SequenceEqual(read.Write());
        }
        catch (DnsFormatException)
        {
            return true;
        }
    }
}
