namespace HomeLab.Cloudflare;

/// <summary>What kind of failure it was; decides what a caller does next.</summary>
public enum CloudflareFailure
{
    /// <summary>Cloudflare read the request and said no; sending it again changes nothing.</summary>
    Rejected,

    /// <summary>The record or zone is not there (404, 81044).</summary>
    NotFound,

    /// <summary>The token is missing, malformed, revoked or lacks a permission on this zone.</summary>
    TokenRefused,

    /// <summary>The credential's budget is spent; <see cref="CloudflareException.RetryAfter"/> says for how long.</summary>
    RateLimited,

    /// <summary>Nothing was sent: the time in which this call may be made was over.</summary>
    TooLate,

    /// <summary>No connection, a timeout, a 5xx or a page of the edge instead of an answer.</summary>
    Unavailable,

    /// <summary>A 2xx whose body is no answer of the API.</summary>
    Unreadable,
}
