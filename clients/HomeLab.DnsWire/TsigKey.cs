using System.Security.Cryptography;

namespace HomeLab.DnsWire;

/// <summary>A secret that a server shares with us (RFC 8945).</summary>
public sealed class TsigKey
{
    readonly byte[] secret;

    /// <param name="algorithm">One of <see cref="Algorithms"/>.</param>
    /// <param name="secret">In base64, as in the server's own configuration.</param>
    /// <exception cref="DnsFormatException">Name, algorithm or secret is none; the message does not tell the secret.</exception>
    public TsigKey(string name, string algorithm, string secret)
    {
        Name = WireName.Parse(name);
        Algorithm = Algorithms.Contains(algorithm)
            ? WireName.Parse(algorithm)
            : throw new DnsFormatException($"the algorithm of a key is one of {string.Join(", ", Algorithms)}");
        try
        {
            this.secret = Convert.FromBase64String(secret.Trim());
        }
        catch (FormatException)
        {
            throw new DnsFormatException("the secret of a key is base64");
        }
        if (this.secret.Length == 0)
        {
            throw new DnsFormatException("the secret of a key is not empty");
        }
    }

    /// <summary>Those that are sound; MD5 and SHA-1 are not offered.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["hmac-sha256", "hmac-sha384", "hmac-sha512"];

    public WireName Name { get; }

    public WireName Algorithm { get; }

    internal byte[] Mac(ReadOnlySpan<byte> text) => Algorithm.ToString() switch
    {
        "hmac-sha256" => HMACSHA256.HashData(secret, text),
        "hmac-sha384" => HMACSHA384.HashData(secret, text),
        _ => HMACSHA512.HashData(secret, text),
    };
}
