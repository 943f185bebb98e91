using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HomeLab.Sops.Crypto;

namespace HomeLab.Sops;

/// <summary>One value as SOPS writes it.</summary>
static partial class SopsValue
{
    public const string Mark = "ENC[AES256_GCM,";

    public static bool IsEncrypted(string text) => text.StartsWith(Mark, StringComparison.Ordinal);

    /// <param name="associated">What it was encrypted for: its key and a colon.</param>
    /// <exception cref="FormatException">It is not of the form.</exception>
    /// <exception cref="CryptographicException">Another key, or it was changed or stood elsewhere.</exception>
    public static byte[] Decrypt(string text, byte[] key, string associated) => Form().Match(text) is { Success: true } match
        ? WideNonceGcm.Decrypt(key, Bytes(match, "iv"), Bytes(match, "data"), Bytes(match, "tag"), Encoding.UTF8.GetBytes(associated))
        : throw new FormatException("no value of SOPS");

    static byte[] Bytes(Match match, string part) => Convert.FromBase64String(match.Groups[part].Value);

    [GeneratedRegex(@"^ENC\[AES256_GCM,data:(?<data>[^,]+),iv:(?<iv>[^,]+),tag:(?<tag>[^,]+),type:[a-z]+\]$")]
    private static partial Regex Form();
}
