using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace HomeLab.Simulators.Faults;

/// <summary>The answer that a rule gives in the system's place.</summary>
static class FaultAnswer
{
    public static async Task WriteAsync(HttpContext context, ISimulatedSystem system, FaultRule rule)
    {
        var status = rule.Effect == FaultEffect.RateLimited ? StatusCodes.Status429TooManyRequests : rule.Status;
        if (status == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = rule.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        var (type, body) = Describe(system, rule, status);
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        if (system.DescribeReason(status, rule.Message) is { } reason)
            context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = reason;
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    static (string? Type, string Body) Describe(ISimulatedSystem system, FaultRule rule, int status)
    {
        var json = system.DescribeError(status, rule.Code, rule.Message);
        var phrase = rule.Message ?? ((HttpStatusCode)status).ToString();
        return rule.Body switch
        {
            FaultBody.Html => ("text/html; charset=UTF-8", Page(status, phrase)),
            FaultBody.Text => ("text/plain; charset=UTF-8", $"error code: {rule.Code ?? status}"),
            FaultBody.Empty => (null, ""),
            FaultBody.Truncated => ("application/json", json[..(json.Length / 2)]),
            _ => ("application/json", json),
        };
    }

    static string Page(int status, string phrase) =>
        $"<!DOCTYPE html>\n<html><head><title>{status} {WebUtility.HtmlEncode(phrase)}</title></head>" +
        $"<body><center><h1>{status} {WebUtility.HtmlEncode(phrase)}</h1></center></body></html>\n";
}
