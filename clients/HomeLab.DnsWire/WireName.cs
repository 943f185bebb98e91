using System.Globalization;
using System.Text;

namespace HomeLab.DnsWire;

/// <summary>A name of the DNS (RFC 1035, 3.1), absolute. Letters keep their case; two names that differ in it alone are equal (RFC 4343).</summary>
public sealed class WireName : IEquatable<WireName>
{
    const int LongestLabel = 63;
    const int LongestName = 255;

    readonly byte[] wire;

    WireName(byte[] wire) => this.wire = wire;

    /// <summary>Length-prefixed labels and the root's zero.</summary>
    public ReadOnlySpan<byte> Wire => wire;

    /// <summary>As <see cref="Wire"/>, in lower case.</summary>
    public byte[] Canonical() => Array.ConvertAll(wire, Lower);

    /// <exception cref="DnsFormatException">It is none, or too long.</exception>
    public static WireName Parse(string text) =>
        FromLabels(text is "." ? [] : text.TrimEnd('.').Split('.').Select(Encoding.ASCII.GetBytes));

    /// <exception cref="DnsFormatException">A label is empty or too long, or the name is.</exception>
    public static WireName FromLabels(IEnumerable<byte[]> labels)
    {
        var wire = new List<byte>();
        foreach (var label in labels)
        {
            if (label.Length is 0 or > LongestLabel)
            {
                throw new DnsFormatException($"a label of a name has 1 to {LongestLabel} bytes and not {label.Length}");
            }
            wire.Add((byte)label.Length);
            wire.AddRange(label);
        }
        wire.Add(0);
        return wire.Count > LongestName
            ? throw new DnsFormatException($"a name has at most {LongestName} bytes and not {wire.Count}")
            : new WireName([.. wire]);
    }

    public WireName Prepend(string label) => FromLabels([Encoding.ASCII.GetBytes(label), .. Labels()]);

    public bool IsWithin(WireName parent) =>
        wire.Length >= parent.wire.Length && Starts().Contains(wire.Length - parent.wire.Length)
        && wire.AsSpan(wire.Length - parent.wire.Length).SequenceEqual(parent.wire, CaseBlind.Instance);

    public IEnumerable<byte[]> Labels() => Starts().SkipLast(1).Select(at => wire[(at + 1)..(at + 1 + wire[at])]);

    public bool Equals(WireName? other) => other is not null && wire.AsSpan().SequenceEqual(other.wire, CaseBlind.Instance);

    public override bool Equals(object? obj) => Equals(obj as WireName);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Canonical());
        return hash.ToHashCode();
    }

    /// <summary>Without the last dot; what would be read as something else is escaped (RFC 1035, 5.1).</summary>
    public override string ToString() => wire.Length == 1 ? "." : string.Join('.', Labels().Select(label => string.Concat(label.Select(Escape))));

    /// <summary>Where each label begins; the last is the root's.</summary>
    IEnumerable<int> Starts()
    {
        for (var at = 0; ; at += 1 + wire[at])
        {
            yield return at;
            if (wire[at] == 0)
            {
                yield break;
            }
        }
    }

    static string Escape(byte value) => value switch
    {
        (byte)'.' or (byte)'\\' or (byte)'"' or (byte)';' or (byte)'@' or (byte)'(' or (byte)')' or (byte)'$' => $"\\{(char)value}",
        > 0x20 and < 0x7f => ((char)value).ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\{value:D3}"),
    };

    static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    sealed class CaseBlind : IEqualityComparer<byte>
    {
        public static CaseBlind Instance { get; } = new();

        public bool Equals(byte x, byte y) => Lower(x) == Lower(y);

        public int GetHashCode(byte value) => Lower(value);
    }
}
