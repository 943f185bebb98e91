using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using HomeLab.DnsWire;
using HomeLab.Simulators.Cloudflare.Records;

namespace HomeLab.Simulators.Cloudflare.NameServers;

/// <summary>Contents as bytes on the wire.</summary>
static class RecordData
{
    /// <summary>Null: of a type that is not served here.</summary>
    public static ushort? TypeOf(DnsRecord record) => record.Type switch
    {
        "A" => RecordType.A,
        "AAAA" => RecordType.Aaaa,
        "CNAME" => RecordType.Cname,
        "NS" => RecordType.Ns,
        "TXT" => RecordType.Txt,
        "MX" => RecordType.Mx,
        "SRV" => RecordType.Srv,
        "CAA" => RecordType.Caa,
        _ => null,
    };

    /// <summary>Of a type that is served.</summary>
    public static byte[] Of(DnsRecord record)
    {
        var words = record.Content.Split(' ');
        return record.Type switch
        {
            "A" or "AAAA" => IPAddress.Parse(record.Content).GetAddressBytes(),
            "CNAME" or "NS" => Name(record.Content),
            "TXT" => [.. Strings(record.Content).SelectMany(text => (byte[])[(byte)text.Count, .. text])],
            "MX" => [.. Short(record.Priority!.Value), .. Name(record.Content)],
            "SRV" => [.. Short(record.Priority!.Value), .. Short(Number(words[0])), .. Short(Number(words[1])), .. Name(words[2])],
            "CAA" => [(byte)Number(words[0]), (byte)words[1].Length, .. Encoding.ASCII.GetBytes(words[1]), .. Strings(record.Content).SelectMany(text => text)],
            _ => throw new ArgumentException($"{record.Type} is not served.", nameof(record)),
        };
    }

    public static byte[] Numbers(params IEnumerable<uint> numbers) => [.. numbers.SelectMany(number =>
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    })];

    static byte[] Name(string text) => WireName.Parse(text).Wire.ToArray();

    static byte[] Short(int number) => [(byte)(number >> 8), (byte)number];

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The quoted strings, with what is escaped as it is meant.</summary>
    static IEnumerable<List<byte>> Strings(string content)
    {
        List<byte>? open = null;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '"')
            {
                if (open is not null)
                    yield return open;
                open = open is null ? [] : null;
            }
            else if (open is not null && content[i] == '\\' && i + 3 < content.Length && content.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                open.Add(byte.Parse(content.AsSpan(i + 1, 3), CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                i += content[i] == '\\' ? 1 : 0;
                var length = char.IsSurrogatePair(content, i) ? 2 : 1;
                open?.AddRange(Encoding.UTF8.GetBytes(content.Substring(i, length)));
                i += length - 1;
            }
        }
    }
}
