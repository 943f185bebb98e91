using System.Diagnostics;
using HomeLab.Polyfills.Tests.OpenTelemetry;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace HomeLab.Polyfills.Tests.Npgsql;

public sealed class DataSourceTelemetryTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    readonly Exported<Activity> _spans = new(span => span.Source.Name);
    readonly Exported<Metric> _metrics = new(metric => metric.MeterName);

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Traces_and_measures_queries()
    {
        await QueryAsync([]);

        Assert.Contains("Npgsql", _spans.Seen);
        Assert.Contains("Npgsql", _metrics.Seen);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Traces_nothing_where_that_is_disabled()
    {
        await QueryAsync(["Aspire:Npgsql:dns-db:DisableTracing"]);

        Assert.Empty(_spans.Seen);
        Assert.Contains("Npgsql", _metrics.Seen);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Measures_nothing_where_that_is_disabled()
    {
        await QueryAsync(["Aspire:Npgsql:dns-db:DisableMetrics"]);

        Assert.Contains("Npgsql", _spans.Seen);
        Assert.Empty(_metrics.Seen);
    }

    async Task QueryAsync(IEnumerable<string> disabled)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:dns-db"] = database.ConnectionString;
        foreach (var key in disabled)
            builder.Configuration[key] = "true";
        builder.AddNpgsqlDataSource("dns-db");
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(_spans)))
            .WithMetrics(metrics => metrics.AddReader(new PeriodicExportingMetricReader(_metrics, Timeout.Infinite)));

        using var host = builder.Build();
        await host.StartAsync();
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT 1");
        Assert.Equal(1, await command.ExecuteScalarAsync());
        await host.StopAsync();
    }
}
