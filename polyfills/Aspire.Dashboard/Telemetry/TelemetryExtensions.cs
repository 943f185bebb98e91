namespace Aspire.Dashboard.Telemetry;

static class TelemetryExtensions
{
    public static IServiceCollection AddTelemetryStores(this IServiceCollection services) => services
        .AddSingleton(_ => new TraceStore())
        .AddSingleton(_ => new LogStore())
        .AddSingleton(_ => new MetricStore());
}
