using System.Security.Cryptography;
using System.Text;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>The same ids from the same seed.</summary>
static class Ids
{
    /// <summary>24 hexadecimal digits, as MongoDB's are.</summary>
    public static string Document(params IEnumerable<string> of) => Digits(of)[..24];

    /// <summary>64 hexadecimal digits, as an engine's are.</summary>
    public static string Container(params IEnumerable<string> of) => Digits(of);

    static string Digits(IEnumerable<string> of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', of))));
}
