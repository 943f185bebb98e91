using System.Text;

namespace HomeLab.DnsWire;

/// <summary>The data of TXT records: strings of up to 255 bytes, in UTF-8.</summary>
public static class TextData
{
    const int LongestString = 255;

    /// <summary>Each text begins a string of its own and is cut into as many as it takes.</summary>
    public static byte[] Write(params IEnumerable<string> texts) =>
    [
        .. texts.Select(Encoding.UTF8.GetBytes).SelectMany(bytes => bytes.Length == 0 ? [[]] : bytes.Chunk(LongestString))
            .SelectMany(chunk => (byte[])[(byte)chunk.Length, .. chunk]),
    ];

    /// <exception cref="DnsFormatException">It is no data of a TXT record.</exception>
    public static IReadOnlyList<byte[]> Read(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        var strings = new List<byte[]>();
        while (!reader.IsAtEnd)
        {
            strings.Add(reader.Take(reader.Byte()).ToArray());
        }
        return strings;
    }

    /// <summary>The strings joined; what is no UTF-8 becomes a replacement character.</summary>
    public static string Join(IEnumerable<byte[]> strings) => Encoding.UTF8.GetString([.. strings.SelectMany(it => it)]);
}
