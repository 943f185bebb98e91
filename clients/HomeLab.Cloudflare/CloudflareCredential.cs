namespace HomeLab.Cloudflare;

static class CloudflareCredential
{
    /// <summary>Token files end in newlines and are pasted with a scheme; a header that is malformed for it answers 6003/6111.</summary>
    public static string Parse(string? token, Call call)
    {
        var trimmed = token?.Trim() ?? "";
        if (trimmed.Length == 0)
        {
            throw new CloudflareException(CloudflareFailure.TokenRefused, $"Failed to {call.Purpose}: the Cloudflare token is empty.");
        }
        if (trimmed.Any(c => c is <= ' ' or > '~' or '"'))
        {
            throw new CloudflareException(
                CloudflareFailure.TokenRefused,
                $"Failed to {call.Purpose}: the Cloudflare token has a character that no token has (white space, a quote or none of ASCII).");
        }
        return trimmed;
    }
}
