using System.Globalization;
using System.Net;

namespace HomeLab.Cloudflare;

/// <summary>What an answer, or the lack of one, says of the budget.</summary>
/// <remarks>
/// Headers of each answer since September 2025: <c>Ratelimit: "default";r=50;t=30</c> (requests left, seconds until they are
/// refilled) and <c>Ratelimit-Policy: "default";q=1200;w=300</c>; with 429 also <c>Retry-After</c>.
/// https://developers.cloudflare.com/fundamentals/api/reference/limits/
/// </remarks>
/// <param name="Status">Null: no answer came.</param>
/// <param name="Left">Requests left of the quota, over all who use the credential's user.</param>
/// <param name="RefilledIn">Until then.</param>
/// <param name="Quota">Requests in a <paramref name="Window"/>.</param>
public sealed record RateAnswer(
    HttpStatusCode? Status, TimeSpan? RetryAfter = null, int? Left = null, TimeSpan? RefilledIn = null, int? Quota = null, TimeSpan? Window = null)
{
    public static RateAnswer None { get; } = new(Status: null);

    public bool IsRefused => Status == HttpStatusCode.TooManyRequests;

    /// <summary>Cloudflare itself is in trouble, or the way to it.</summary>
    public bool IsOutage => Status is null || (int)Status >= 500;

    public static RateAnswer Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var left = Parameters(response, "Ratelimit");
        var policy = Parameters(response, "Ratelimit-Policy");
        return new RateAnswer(
            response.StatusCode, RetryAfterOf(response, now), Number(left, "r="), Seconds(left, "t="), Number(policy, "q="), Seconds(policy, "w="));
    }

    internal static TimeSpan? RetryAfterOf(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    static string[] Parameters(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? string.Join(';', values).Split(';', StringSplitOptions.TrimEntries) : [];

    static TimeSpan? Seconds(string[] parameters, string name) =>
        Number(parameters, name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    static int? Number(string[] parameters, string name) =>
        Array.Find(parameters, parameter => parameter.StartsWith(name, StringComparison.Ordinal)) is { } found
        && int.TryParse(found.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
