using System.Diagnostics;
using System.Diagnostics.Metrics;
using HomeLab.NativeServers;
using HomeLab.ServiceDefaults.Telemetry.Prometheus;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace HomeLab.ServiceDefaults.Tests.Telemetry.Prometheus;

public sealed class ExpositionTests : IDisposable
{
    readonly Meter meter = new($"exposition-{Guid.NewGuid()}", "1.2");
    readonly PrometheusExporter exporter = new();
    readonly MeterProvider provider;

    public ExpositionTests() =>
        provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes([new("service.name", "exposition")]))
            .AddMeter(meter.Name)
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();

    [Fact]
    [Proves("DNS-38")]
    public void Metrics_are_written_as_Prometheus_names_them()
    {
        Measure();

        Assert.Equal(Expected("""
            # HELP target_info Who is measured.
            # TYPE target_info gauge
            target_info{service_name="exposition"} 1
            # HELP calls_total Calls, of "all" kinds\nand more.
            # TYPE calls_total counter
            calls_total{SCOPE,zone="a\\b\"c\nd"} 7
            # HELP doors_open Doors.
            # TYPE doors_open gauge
            doors_open{SCOPE} -2
            # HELP fill_ratio Fill.
            # TYPE fill_ratio gauge
            fill_ratio{disk_name="a;b",SCOPE} NaN
            # HELP look_time_seconds Looks.
            # TYPE look_time_seconds histogram
            look_time_seconds_bucket{SCOPE,le="0.5"} 1
            look_time_seconds_bucket{SCOPE,le="1.0"} 2
            look_time_seconds_bucket{SCOPE,le="+Inf"} 3
            look_time_seconds_sum{SCOPE} 9.25
            look_time_seconds_count{SCOPE} 3
            # HELP traffic_bytes_per_second Traffic.
            # TYPE traffic_bytes_per_second gauge
            traffic_bytes_per_second{SCOPE} 1E+20

            """), Exposition.Write(exporter.Read()!, ExpositionFormat.Text));
    }

    [Fact]
    [Proves("DNS-38")]
    public void OpenMetrics_has_units_infos_and_an_end()
    {
        Measure();

        var text = Exposition.Write(exporter.Read()!, ExpositionFormat.OpenMetrics);

        Assert.Contains("# TYPE target info\ntarget_info{service_name=\"exposition\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("# HELP calls Calls, of \\\"all\\\" kinds\\nand more.\n# TYPE calls counter\ncalls_total{", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE look_time_seconds histogram\n# UNIT look_time_seconds seconds\n", text, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.Prometheus)]
    [Proves("DNS-38")]
    public async Task Promtool_finds_nothing_wrong()
    {
        Measure();

        using var process = Process.Start(new ProcessStartInfo(Executables.Find("promtool")!, ["check", "metrics"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(Exposition.Write(exporter.Read()!, ExpositionFormat.Text));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal((0, "", ""), (process.ExitCode, output, await errors));
    }

    public void Dispose()
    {
        provider.Dispose();
        meter.Dispose();
    }

    void Measure()
    {
        meter.CreateCounter<long>("calls", "{call}", "Calls, of \"all\" kinds\nand more.").Add(7, KeyValuePair.Create("zone", (object?)"a\\b\"c\nd"));
        meter.CreateUpDownCounter<long>("doors..open", "{door}", "Doors.").Add(-2);
        meter.CreateObservableGauge(
            "fill", () => new Measurement<double>(double.NaN, new("disk.name", "a"), new("disk_name", "b")), "1", "Fill.");
        meter.CreateObservableGauge("traffic", () => 1e20, "By/s", "Traffic.");
        var looks = meter.CreateHistogram<double>(
            "look.time", "s", "Looks.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        looks.Record(0.25);
        looks.Record(1);
        looks.Record(8);
    }

    string Expected(string text) =>
        text.ReplaceLineEndings("\n").Replace("SCOPE,", $"{Scope},", StringComparison.Ordinal).Replace("SCOPE}", $"{Scope}}}", StringComparison.Ordinal);

    string Scope => $"otel_scope_name=\"{meter.Name}\",otel_scope_version=\"1.2\"";
}
