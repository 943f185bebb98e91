using System.Security.Cryptography;
using System.Text;

namespace HomeLab.Inventory.Repositories.Git;

/// <summary>Tells whether a push was announced by who knows the secret.</summary>
/// <remarks>
/// GitHub, Gitea and Forgejo sign the body: <c>X-Hub-Signature-256: sha256=&lt;hex of HMAC-SHA256&gt;</c>. GitLab sends the secret itself in
/// <c>X-Gitlab-Token</c>.
/// </remarks>
static class WebhookSignature
{
    const string Prefix = "sha256=";

    public static bool IsSigned(ReadOnlySpan<byte> body, string? header, string secret)
    {
        if (secret.Length == 0 || header is null || !header.StartsWith(Prefix, StringComparison.Ordinal) || header.Length != Prefix.Length + 64)
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    public static bool IsToken(string? header, string secret) =>
        secret.Length > 0 && header is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(secret));
}
