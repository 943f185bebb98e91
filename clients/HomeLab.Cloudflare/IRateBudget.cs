namespace HomeLab.Cloudflare;

/// <summary>The requests that one credential may still make. Asked right before each request, told of each answer.</summary>
public interface IRateBudget
{
    /// <summary>
    /// Returns when one request may be sent, and counts it. Throws <see cref="CloudflareException"/> when none may be for a while, or
    /// when it is too late for this one.
    /// </summary>
    /// <param name="purpose">What the request is for: <c>create record www.example.org A</c>.</param>
    ValueTask EnterAsync(string purpose, CancellationToken cancellationToken);

    ValueTask ObserveAsync(RateAnswer answer, CancellationToken cancellationToken);
}
