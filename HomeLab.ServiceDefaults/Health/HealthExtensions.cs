using System.Text.Json;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace HomeLab.ServiceDefaults.Health;

static class HealthExtensions
{
    public static IHostApplicationBuilder AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks();
        return builder;
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can work, or what it lacks. <c>/health/converged</c>,
    /// where something is reconciled: all of it has been looked at once. That one tells a person who starts the fleet that it
    /// has done what it was given; it is no readiness, which must not wait for systems outside.
    /// </summary>
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            ResponseWriter = WriteAsync,
            ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable },
        });
        if (app.Services.GetService<Convergence>() is { } convergence)
        {
            app.MapGet("/health/converged", async (HttpContext context) =>
                await convergence.WhatIsLeftAsync(context.RequestAborted) is { } left
                    ? Results.Text(left, statusCode: StatusCodes.Status503ServiceUnavailable)
                    : Results.Text("Converged."));
        }
        app.MapGrpcService<GrpcHealth>();
        return app;
    }

    static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                e => e.Key, e => new { status = e.Value.Status.ToString(), description = e.Value.Description }),
        }, JsonSerializerOptions.Web, context.RequestAborted);
    }
}
