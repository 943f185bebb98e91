using System.Reflection;
using HomeLab.ServiceDefaults.Telemetry.Prometheus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HomeLab.ServiceDefaults.Telemetry;

static class TelemetryExtensions
{
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        // Without an endpoint nothing is sent; spans are made all the same, for their ids go into the ledger and onto the wire.
        var export = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Configuration["OTEL_SERVICE_NAME"] ?? service, "homelab", Version, serviceInstanceId: InstanceId()))
            .WithTracing(tracing =>
            {
                tracing.SetSampler(new ParentBasedSampler(new CauseSampler()));
                tracing.AddSource(HomeLabTelemetry.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit");
                if (export)
                {
                    tracing.AddOtlpExporter();
                }
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(
                    HomeLabTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http",
                    "System.Runtime", "Npgsql", "MassTransit");
                metrics.AddPrometheus();
                if (export)
                {
                    metrics.AddOtlpExporter();
                }
            });
        builder.AddLogs(export);
        return builder;
    }

    static void AddLogs(this IHostApplicationBuilder builder, bool export)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        // First, so that every other source of settings has its say.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietCategories });
        if (export)
        {
            builder.Services.AddOpenTelemetry().WithLogging(
                logging => logging.AddOtlpExporter(),
                options =>
                {
                    options.IncludeScopes = true;
                    options.IncludeFormattedMessage = true;
                });
        }
    }

    /// <summary>A line a request is the span's job. A broker that is away is told once, by us, without a page of stack trace.</summary>
    static IEnumerable<KeyValuePair<string, string?>> QuietCategories =>
    [
        new("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Warning)),
        new("Logging:LogLevel:System.Net.Http", nameof(LogLevel.Warning)),
        new("Logging:LogLevel:Npgsql", nameof(LogLevel.Warning)),
        new("Logging:LogLevel:MassTransit", nameof(LogLevel.Error)),
        // Readiness is an answer to whoever asks, every few seconds.
        new("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", nameof(LogLevel.Critical)),
    ];

    static string Version { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    static string InstanceId() => $"{Environment.MachineName}-{Environment.ProcessId}";
}
