using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Tokens;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare;

/// <summary>What holds for every call: credentials, rate, and errors in the envelope.</summary>
sealed class CloudflareMiddleware(
    RequestDelegate next, CredentialStore credentials, RateLimits limits, IOptions<CloudflareOptions> options, ILogger<CloudflareMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SimulatedRequest>() is not { System: CloudflareSystem } request)
        {
            await next(context);
            return;
        }

        context.Response.Headers["cf-ray"] = $"{context.TraceIdentifier.GetHashCode(StringComparison.Ordinal):x8}00000000-SIM";
        try
        {
            await RunAsync(context, request);
        }
        catch (CloudflareRefusal refusal)
        {
            await CloudflareAnswer.Of(options.Value.IsValidationFlat ? refusal.Flattened() : refusal).ExecuteAsync(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, request.Path);
            await CloudflareAnswer.Of(new CloudflareRefusal(StatusCodes.Status500InternalServerError, 1002, "An unknown error occurred"))
                .ExecuteAsync(context);
        }
    }

    async Task RunAsync(HttpContext context, SimulatedRequest request)
    {
        if (!IsOpen(request.Path))
        {
            var credential = credentials.Authenticate(context.Request);
            if (limits.Take(context, credential) is { } refused)
            {
                await refused.ExecuteAsync(context);
                return;
            }

            credential.ThrowIfUnusable(request.Path);
            context.Features.Set(new CloudflareCall(context, credential));
        }

        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound, ContentLength: null })
            throw CloudflareRefusal.NoRoute(request.Path);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed, ContentLength: null })
            throw new CloudflareRefusal(StatusCodes.Status405MethodNotAllowed, 10405, "Method not allowed for this authentication scheme");
    }

    static bool IsOpen(string path) => path.TrimEnd('/').Equals("/ips", StringComparison.OrdinalIgnoreCase);
}
