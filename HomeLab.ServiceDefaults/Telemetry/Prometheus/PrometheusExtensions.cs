using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

static class PrometheusExtensions
{
    public const string Path = "/metrics";

    public static MeterProviderBuilder AddPrometheus(this MeterProviderBuilder metrics)
    {
        metrics.ConfigureServices(services => services.AddSingleton<PrometheusExporter>());
        return metrics.AddReader(services => new BaseExportingMetricReader(services.GetRequiredService<PrometheusExporter>()));
    }

    /// <summary>All metrics of the service in the text format 0.0.4, or in OpenMetrics for who prefers that. Open to everyone, as health is.</summary>
    public static WebApplication MapPrometheus(this WebApplication app)
    {
        app.MapGet(Path, (HttpRequest request, PrometheusExporter exporter) =>
        {
            if (exporter.Read() is not { } families)
            {
                return Results.Text("Not all metrics could be read.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            var format = ExpositionFormat.For(request.Headers.Accept);
            return Results.Text(Exposition.Write(families, format), format.ContentType);
        });
        return app;
    }
}
