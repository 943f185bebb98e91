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

    /// <summary>Reads the body to its end, and keeps nothing of it.</summary>
    public static async Task<bool> IsSignedAsync(Stream body, string? header, string secret, CancellationToken cancellationToken)
    {
        var given = new byte[HMACSHA256.HashSizeInBytes];
        if (secret.Length == 0 || header is null || !header.StartsWith(Prefix, StringComparison.Ordinal) || header.Length != Prefix.Length + 64
            || Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out var written) != System.Buffers.OperationStatus.Done || written != given.Length)
            return false;
        return CryptographicOperations.FixedTimeEquals(await HMACSHA256.HashDataAsync(Encoding.UTF8.GetBytes(secret), body, cancellationToken), given);
    }

    public static bool IsToken(string? header, string secret) =>
        secret.Length > 0 && header is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(secret));
}
