namespace HomeLab.Sops.Age;

/// <summary>BIP 173 without its limit of length, as age writes keys.</summary>
static class Bech32
{
    const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const int ChecksumLength = 6;

    static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static string Write(string prefix, ReadOnlySpan<byte> data)
    {
        var values = Regroup([.. data], from: 8, to: 5, pads: true)!;
        var checksum = Checksum([.. Expanded(prefix), .. values, .. new byte[ChecksumLength]]) ^ 1;
        var end = Enumerable.Range(0, ChecksumLength).Select(it => (byte)((checksum >> (5 * (ChecksumLength - 1 - it))) & 31));
        return $"{prefix}1{string.Concat(values.Concat(end).Select(it => Letters[it]))}";
    }

    /// <returns>Null where it is none with that prefix.</returns>
    public static byte[]? Read(string prefix, string text)
    {
        // Both cases are one key, but not a mixture.
        if (text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper))
            return null;
        text = text.ToLowerInvariant();
        if (!text.StartsWith($"{prefix}1", StringComparison.Ordinal) || text.Length < prefix.Length + 1 + ChecksumLength)
            return null;
        var values = text[(prefix.Length + 1)..].Select(it => Letters.IndexOf(it, StringComparison.Ordinal)).ToList();
        if (values.Contains(-1) || Checksum([.. Expanded(prefix), .. values.Select(it => (byte)it)]) != 1)
            return null;
        return Regroup([.. values[..^ChecksumLength].Select(it => (byte)it)], from: 5, to: 8, pads: false);
    }

    static IEnumerable<byte> Expanded(string prefix) => prefix.Select(it => (byte)(it >> 5)).Append((byte)0).Concat(prefix.Select(it => (byte)(it & 31)));

    static uint Checksum(IReadOnlyList<byte> values)
    {
        uint sum = 1;
        foreach (var value in values)
        {
            var top = sum >> 25;
            sum = ((sum & 0x1ffffff) << 5) ^ value;
            for (var i = 0; i < Generator.Length; i++)
                sum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
        }
        return sum;
    }

    static byte[]? Regroup(IReadOnlyList<byte> values, int from, int to, bool pads)
    {
        var result = new List<byte>();
        int held = 0, bits = 0;
        foreach (var value in values)
        {
            held = ((held << from) | value) & 0xfff;
            for (bits += from; bits >= to; bits -= to)
                result.Add((byte)((held >> (bits - to)) & ((1 << to) - 1)));
        }
        var rest = (held << (to - bits)) & ((1 << to) - 1);
        if (pads && bits > 0)
            result.Add((byte)rest);
        return !pads && (bits >= from || rest != 0) ? null : [.. result];
    }
}
