using System.Net;

namespace HomeLab.Dns.Addresses;

/// <summary>Addresses bit by bit.</summary>
static class Prefixes
{
    public const int BitsOfV4 = 32;
    public const int BitsOfV6 = 128;

    /// <summary>The first bits of an address, zeros behind them.</summary>
    public static IPAddress Cut(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= MaskOf(i, bits);
        }
        return new IPAddress(bytes);
    }

    /// <summary>The first bits of one address, the others of another.</summary>
    public static IPAddress Join(IPAddress prefix, int bits, IPAddress suffix)
    {
        var bytes = prefix.GetAddressBytes();
        var rest = suffix.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var mask = MaskOf(i, bits);
            bytes[i] = (byte)((bytes[i] & mask) | (rest[i] & ~mask));
        }
        return new IPAddress(bytes);
    }

    static byte MaskOf(int index, int bits) => Math.Clamp(bits - (8 * index), 0, 8) switch
    {
        0 => 0,
        var set => (byte)(0xff << (8 - set)),
    };
}
