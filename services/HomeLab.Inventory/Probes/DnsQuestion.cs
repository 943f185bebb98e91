using System.Buffers.Binary;
using System.Text;

namespace HomeLab.Inventory.Probes;

/// <summary>One question of the DNS (RFC 1035) for an A or AAAA record, and whether the answer has any.</summary>
static class DnsQuestion
{
    const int Header = 12;

    /// <param name="query"><c>example.org A</c>.</param>
    public static byte[] Write(string query, ushort id)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = new List<byte>();
        foreach (var label in words[0].TrimEnd('.').Split('.').Select(Encoding.ASCII.GetBytes))
            name.AddRange([(byte)label.Length, .. label]);
        var message = new byte[Header + name.Count + 5];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        message[2] = 1; // Recursion is desired.
        message[5] = 1; // One question.
        name.CopyTo(message, Header);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(Header + name.Count + 1), words is [_, "AAAA", ..] ? (ushort)28 : (ushort)1);
        message[^1] = 1; // Of the Internet.
        return message;
    }

    /// <returns>NOERROR with an answer; null: this answers another question.</returns>
    public static bool? IsAnswered(ReadOnlySpan<byte> answer, ushort id) =>
        answer.Length < Header || BinaryPrimitives.ReadUInt16BigEndian(answer) != id || (answer[2] & 0x80) == 0
            ? null
            : (answer[3] & 0x0f) == 0 && BinaryPrimitives.ReadUInt16BigEndian(answer[6..]) > 0;
}
