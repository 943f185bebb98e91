namespace HomeLab.Cloudflare;

/// <summary>One call in words, so that every failure of it reads alike: <c>create record www.example.org</c>.</summary>
sealed record Call(string Purpose, bool IsWrite)
{
    public CloudflareException NoAnswer(string why, Exception inner, bool wasSent)
    {
        var isAmbiguous = IsWrite && wasSent;
        return new CloudflareException(CloudflareFailure.Unavailable, Sentence(isAmbiguous, why.TrimEnd('.')), inner) { IsAmbiguous = isAmbiguous };
    }

    public string Sentence(bool isAmbiguous, string why) =>
        isAmbiguous ? $"Could not confirm whether Cloudflare did {Purpose}: {why}." : $"Failed to {Purpose}: {why}.";
}
