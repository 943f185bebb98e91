using System.Globalization;
using HomeLab.Simulators.Cloudflare.Http;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare.Tokens;

/// <summary>So many requests a window and credential; who exceeds it is refused everything for a whole window.</summary>
sealed class RateLimits(IOptions<CloudflareOptions> options, TimeProvider clock)
{
    public const int Code = 971;

    const int ImportsPerMinute = 3;

    readonly Lock gate = new();
    readonly Dictionary<string, (int Used, DateTimeOffset Ends, bool IsBlocked)> windows = [];
    readonly Dictionary<string, List<DateTimeOffset>> imports = [];

    int Quota => options.Value.RateLimit;

    int Seconds => options.Value.RateLimitSeconds;

    public string Message =>
        $"More than {Quota} requests per {Seconds} seconds reached. Please wait and consider throttling your request speed";

    /// <summary>Counts the request and sets the headers; an answer when it is refused.</summary>
    public CloudflareAnswer? Take(HttpContext context, Credential credential)
    {
        int remaining, reset;
        bool isBlocked;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var window = windows.TryGetValue(credential.Name, out var open) && open.Ends > now
                ? open
                : (Used: 0, Ends: now.AddSeconds(Seconds), IsBlocked: false);
            window.Used++;
            if (!window.IsBlocked && window.Used > Quota)
                window = (window.Used, now.AddSeconds(Seconds), true);
            windows[credential.Name] = window;
            isBlocked = window.IsBlocked;
            remaining = isBlocked ? 0 : Quota - window.Used;
            reset = (int)Math.Ceiling((window.Ends - now).TotalSeconds);
        }

        context.Response.Headers["Ratelimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={remaining};t={reset}");
        context.Response.Headers["Ratelimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";q={Quota};w={Seconds}");
        return isBlocked ? Refuse(context, reset) : null;
    }

    /// <exception cref="CloudflareRefusal">More than three imports a minute.</exception>
    public void TakeImport(HttpContext context, Credential credential)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!imports.TryGetValue(credential.Name, out var recent))
                imports[credential.Name] = recent = [];
            recent.RemoveAll(at => at <= now.AddMinutes(-1));
            if (recent.Count >= ImportsPerMinute)
            {
                var wait = (int)Math.Ceiling((recent[0].AddMinutes(1) - now).TotalSeconds);
                context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                throw new CloudflareRefusal(
                    StatusCodes.Status429TooManyRequests, Code, "Please wait and consider throttling your request speed");
            }

            recent.Add(now);
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            windows.Clear();
            imports.Clear();
        }
    }

    CloudflareAnswer Refuse(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return options.Value.IsRateLimitHtml
            ? CloudflareAnswer.Html(StatusCodes.Status429TooManyRequests, "<!DOCTYPE html>\n<html><body><h1>429 Too Many Requests</h1></body></html>\n")
            : CloudflareAnswer.Of(new CloudflareRefusal(StatusCodes.Status429TooManyRequests, Code, Message));
    }
}
