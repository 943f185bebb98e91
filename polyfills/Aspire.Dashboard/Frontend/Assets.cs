namespace Aspire.Dashboard.Frontend;

/// <summary>The style sheet and the script, from the assembly itself.</summary>
static class Assets
{
    public static void MapAssets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/assets/site.css", context => WriteAsync(context, "site.css", "text/css"));
        endpoints.MapGet("/assets/icon.svg", context => WriteAsync(context, "icon.svg", "image/svg+xml"));
        endpoints.MapGet("/assets/site.js", context => WriteAsync(context, "site.js", "text/javascript"));
    }

    static async Task WriteAsync(HttpContext context, string name, string type)
    {
        context.Response.ContentType = type + "; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await using var asset = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        await asset.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
