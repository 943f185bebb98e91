using System.Net;

namespace HomeLab.Cloudflare;

/// <summary>The one exception of this client. Its message names the call and Cloudflare's codes, and never a token.</summary>
public sealed class CloudflareException : Exception
{
    public CloudflareException(CloudflareFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public CloudflareFailure Failure { get; }

    /// <summary>Null when no answer came.</summary>
    public HttpStatusCode? Status { get; init; }

    public IReadOnlyList<CloudflareError> Errors { get; init; } = [];

    /// <summary>How long every caller of the credential has to be silent; set for <see cref="CloudflareFailure.RateLimited"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A write whose answer was lost: it may have taken effect, so read before sending it again.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>The same call may succeed later without anyone changing anything.</summary>
    public bool IsTransient => Failure is CloudflareFailure.RateLimited or CloudflareFailure.Unavailable or CloudflareFailure.Unreadable;

    public bool Has(int code) => Errors.Any(error => error.Has(code));
}
