using System.Buffers.Binary;
using System.Text;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>The one DNS question that is asked, TXT of whoami.cloudflare in class CH, and its answer, in wire format (RFC 1035).</summary>
static class WhoamiMessage
{
    const int HeaderLength = 12;
    const ushort Text = 16;
    const ushort Chaos = 3;
    const int PointerMark = 0xC0;
    const string Name = "whoami.cloudflare";

    static readonly byte[] QuestionBytes = [.. NameBytes(), 0, (byte)Text, 0, (byte)Chaos];

    /// <summary>With id 0, as RFC 8484 asks for, and recursion desired.</summary>
    public static byte[] Query { get; } = [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. QuestionBytes];

    /// <summary>The text that answers the question.</summary>
    public static string Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength || (message[2] & 0x80) == 0)
        {
            throw NotAnAnswer("it is no DNS answer");
        }
        if ((message[2] & 0x02) != 0)
        {
            throw new DetectionException("Truncated", "Its answer says of itself that it was cut.");
        }
        if ((message[3] & 0x0f) is var code and not 0)
        {
            throw new DetectionException("DnsRefused", $"The resolver answered with code {code}.");
        }
        if (BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1 || BinaryPrimitives.ReadUInt16BigEndian(message[6..]) != 1
            || !Matches(message[HeaderLength..]))
        {
            throw NotAnAnswer("it is not one answer to the question that was asked");
        }
        return TextOf(message[(HeaderLength + QuestionBytes.Length)..]);
    }

    /// <summary>Names are compared without case.</summary>
    static bool Matches(ReadOnlySpan<byte> question) => question.Length >= QuestionBytes.Length
        && Ascii.EqualsIgnoreCase(question[..QuestionBytes.Length], QuestionBytes);

    static string TextOf(ReadOnlySpan<byte> record)
    {
        var fields = record[Math.Min(LengthOfName(record), record.Length)..];
        // Type, class, time to live, length; then the text, its own length before it.
        if (fields.Length < 10 || BinaryPrimitives.ReadUInt16BigEndian(fields) != Text || BinaryPrimitives.ReadUInt16BigEndian(fields[2..]) != Chaos)
        {
            throw NotAnAnswer("it has no text of class CH");
        }
        var length = BinaryPrimitives.ReadUInt16BigEndian(fields[8..]);
        var data = fields[10..];
        return length >= 1 && data.Length >= length && data[0] == length - 1
            ? Encoding.ASCII.GetString(data[1..length])
            : throw NotAnAnswer("its text is not one whole text");
    }

    static int LengthOfName(ReadOnlySpan<byte> name)
    {
        for (var at = 0; at < name.Length; at += name[at] + 1)
        {
            if (name[at] == 0)
            {
                return at + 1;
            }
            if ((name[at] & PointerMark) != 0)
            {
                return at + 2;
            }
        }
        return name.Length;
    }

    static DetectionException NotAnAnswer(string why) => new("NotADnsAnswer", $"Its answer cannot be read: {why}.");

    static IEnumerable<byte> NameBytes() =>
        Name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)).Append((byte)0);
}
