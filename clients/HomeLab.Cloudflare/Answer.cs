using System.Net;
using System.Text.Json;

namespace HomeLab.Cloudflare;

/// <summary>Tells an answer of the API from what the edge, a proxy or a broken connection put in its place.</summary>
static class Answer
{
    public static Envelope<T> Read<T>(Call call, HttpResponseMessage response, byte[] body, DateTimeOffset now)
    {
        var status = response.StatusCode;
        var envelope = Parse<T>(body, out var isUnreadable);
        if (response.IsSuccessStatusCode && envelope is { Success: true, Result: not null })
        {
            return envelope;
        }
        if (status == HttpStatusCode.TooManyRequests)
        {
            return Throw<T>(call, CloudflareFailure.RateLimited, status, envelope, "the rate limit was reached", RateAnswer.RetryAfterOf(response, now));
        }
        if ((int)status >= 500 || status == HttpStatusCode.RequestTimeout)
        {
            return Throw<T>(call, CloudflareFailure.Unavailable, status, envelope, $"HTTP {(int)status}");
        }
        if (envelope is null || (response.IsSuccessStatusCode && envelope.Success))
        {
            // A page of the edge with a 4xx was never the API's; a 2xx that cannot be read may well have taken effect.
            return response.IsSuccessStatusCode
                ? Throw<T>(call, CloudflareFailure.Unreadable, status, null, isUnreadable ? "the answer is not JSON" : "the answer has no result")
                : Throw<T>(call, CloudflareFailure.Unavailable, status, null, $"HTTP {(int)status} without an answer of the API");
        }
        return Throw<T>(call, FailureOf(status, envelope.Errors), status, envelope, $"HTTP {(int)status}");
    }

    static CloudflareFailure FailureOf(HttpStatusCode status, IReadOnlyList<CloudflareError>? errors)
    {
        bool Has(int code) => errors?.Any(error => error.Has(code)) ?? false;
        return status switch
        {
            _ when Has(81044) => CloudflareFailure.NotFound,
            _ when Has(6003) || Has(9106) || Has(9109) || Has(10000) => CloudflareFailure.TokenRefused,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CloudflareFailure.TokenRefused,
            HttpStatusCode.NotFound when !Has(7003) => CloudflareFailure.NotFound,
            _ => CloudflareFailure.Rejected,
        };
    }

    static Envelope<T> Throw<T>(
        Call call, CloudflareFailure failure, HttpStatusCode status, Envelope<T>? envelope, string why, TimeSpan? retryAfter = null)
    {
        var errors = envelope?.Errors ?? [];
        var isAmbiguous = call.IsWrite
            && failure is CloudflareFailure.Unavailable or CloudflareFailure.Unreadable
            && (int)status is >= 500 or 408 or (>= 200 and < 300);
        var said = errors.Count > 0 ? string.Join("; ", errors) : why;
        throw new CloudflareException(failure, call.Sentence(isAmbiguous, said.TrimEnd('.')))
        {
            Status = status,
            Errors = errors,
            RetryAfter = retryAfter,
            IsAmbiguous = isAmbiguous,
        };
    }

    static Envelope<T>? Parse<T>(byte[] body, out bool isUnreadable)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope<T>>(body, Json.Options);
            isUnreadable = envelope is null;
            return envelope;
        }
        catch (JsonException)
        {
            isUnreadable = true;
            return null;
        }
    }
}
