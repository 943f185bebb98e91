using Aspire.Dashboard.Api;

namespace Aspire.Dashboard.Frontend;

static class FrontendExtensions
{
    public static IServiceCollection AddFrontend(this IServiceCollection services) => services.AddSingleton<BrowserLogin>();

    /// <summary>Other doors' requests stay out of the pages; the pages' requests come from the same site and are logged in.</summary>
    public static WebApplication UseFrontendSecurity(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<DashboardOptions>();
        var login = app.Services.GetRequiredService<BrowserLogin>();
        app.Use(async (context, next) =>
        {
            if (context.Listener() != Listener.Frontend)
            {
                if (context.Listener() == Listener.OtlpGrpc || context.Request.Path.StartsWithSegments("/v1")) await next(context);
                else context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            AddHeaders(context.Response.Headers);
            if (!SameSite.Allows(context.Request, options.Frontend)) context.Response.StatusCode = StatusCodes.Status403Forbidden;
            else if (login.IsOpen(context.Request)) await next(context);
            else if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments(TelemetryApi.Root)) context.Response.Redirect(BrowserLogin.PathFor(context.Request));
            else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        return app;
    }

    static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
