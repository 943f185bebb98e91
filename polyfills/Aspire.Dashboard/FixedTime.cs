using System.Security.Cryptography;
using System.Text;

namespace Aspire.Dashboard;

static class FixedTime
{
    /// <summary>Whether two secrets are the same, in a time that tells nothing about where they differ.</summary>
    public static bool Equal(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
