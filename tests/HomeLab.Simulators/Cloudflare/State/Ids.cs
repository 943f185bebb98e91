using System.Security.Cryptography;
using System.Text;

namespace HomeLab.Simulators.Cloudflare.State;

/// <summary>32 lower-case hex digits.</summary>
static class Ids
{
    public static string New() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The same for the same text, so that a zone keeps its id over a reset.</summary>
    public static string For(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    public static bool IsWellFormed(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);
}
