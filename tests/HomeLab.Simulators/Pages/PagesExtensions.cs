using HomeLab.Simulators.Faults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HomeLab.Simulators.Pages;

static class PagesExtensions
{
    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/", (HttpContext context, LiveView view) => Html(context, IndexPage.Render(view.Render())));
        app.MapGet("/_sim/live", (HttpContext context, LiveView view) => Html(context, view.Render()));
        app.MapGet("/_sim/events", ChangeStream.WriteAsync);
        app.MapGet("/_sim/page.js", () => TypedResults.Text(IndexPage.Script, "text/javascript"));
        app.MapGet("/_sim/page.css", () => TypedResults.Text(IndexPage.Style, "text/css"));
        app.MapPost("/_sim/form/faults", ArmAsync);
        app.MapPost("/_sim/form/faults/clear", (FaultSwitchboard faults) =>
        {
            faults.Clear();
            return Back();
        });
        app.MapPost("/_sim/form/faults/{id:int}/remove", (int id, FaultSwitchboard faults) =>
        {
            faults.Remove(id);
            return Back();
        });
    }

    static async Task<IResult> ArmAsync(HttpRequest request, FaultSwitchboard faults)
    {
        var (rule, mistakes) = FaultForm.Read(await request.ReadFormAsync());
        if (rule is null)
            return TypedResults.Text(mistakes, statusCode: StatusCodes.Status400BadRequest);
        faults.Add(rule);
        return Back();
    }

    // 303, so that a reload of the page does not send the form again.
    static SeeOther Back() => new SeeOther("/");

    static ContentHttpResult Html(HttpContext context, string html)
    {
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
