using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HomeLab.Polyfills.Tests.OpenTelemetry;

public sealed class TelemetryHostTests
{
    const int Never = int.MaxValue;
    readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
    readonly Exported<Activity> _spans = new(span => span.DisplayName);
    readonly Exported<Metric> _metrics = new(metric => metric.Name);
    readonly Exported<LogRecord> _logs = new(record => record.FormattedMessage ?? $"unformatted: {record.Body}");

    [Fact]
    public async Task Calls_add_up_to_one_start_and_one_provider()
    {
        using var first = new ActivitySource($"{nameof(TelemetryHostTests)}.first");
        using var second = new ActivitySource($"{nameof(TelemetryHostTests)}.second");
        _builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(first.Name));
        _builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(second.Name).AddProcessor(Simple()));
        _builder.Services.AddOpenTelemetry();

        using var host = await StartAsync();
        first.StartActivity("one")?.Dispose();
        second.StartActivity("two")?.Dispose();

        Assert.Equal(["one", "two"], _spans.Seen);
        Assert.Single(_builder.Services, service => service.ServiceType == typeof(IHostedService));
    }

    [Fact]
    public async Task Sees_what_services_registered_before_it_do_while_they_start()
    {
        _builder.Services.AddHostedService<SpanAtStart>();
        _builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(SpanAtStart.Source).AddProcessor(Simple()));

        using var host = await StartAsync();

        Assert.Contains("migrate", _spans.Seen);
    }

    [Fact]
    public async Task Flushes_every_signal_when_the_host_is_disposed()
    {
        using var source = new ActivitySource($"{nameof(TelemetryHostTests)}.flush");
        using var meter = new Meter($"{nameof(TelemetryHostTests)}.flush");
        _builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(source.Name)
                .AddProcessor(new BatchActivityExportProcessor(_spans, scheduledDelayMilliseconds: Never)))
            .WithMetrics(metrics => metrics.AddMeter(meter.Name).AddReader(new PeriodicExportingMetricReader(_metrics, Never)))
            .WithLogging(
                logging => logging.AddProcessor(new BatchLogRecordExportProcessor(_logs, scheduledDelayMilliseconds: Never)),
                options => options.IncludeFormattedMessage = true);

        using (var host = await StartAsync())
        {
            source.StartActivity("deploy")?.Dispose();
            meter.CreateCounter<int>("deploys").Add(1);
            host.Services.GetRequiredService<ILogger<TelemetryHostTests>>().LogInformation("Deployed {Stack}", "photos");
            await host.StopAsync();
            Assert.Empty(_spans.Seen.Concat(_metrics.Seen).Concat(_logs.Seen));
        }

        Assert.Equal(["deploy"], _spans.Seen);
        Assert.Equal(["deploys"], _metrics.Seen);
        Assert.Contains("Deployed photos", _logs.Seen);
    }

    [Fact]
    public async Task Formats_no_log_message_unless_asked_to()
    {
        _builder.Services.AddOpenTelemetry().WithLogging(logging => logging.AddProcessor(new SimpleLogRecordExportProcessor(_logs)));

        using var host = await StartAsync();
        host.Services.GetRequiredService<ILogger<TelemetryHostTests>>().LogInformation("Deployed {Stack}", "photos");

        Assert.Contains("unformatted: Deployed {Stack}", _logs.Seen);
    }

    [Fact]
    public async Task Describes_every_signal_by_the_same_resource()
    {
        _builder.Services.AddOpenTelemetry().WithTracing().WithMetrics().WithLogging()
            .ConfigureResource(resource => resource.AddService("inventory", serviceInstanceId: "one"));

        using var host = await StartAsync();

        BaseProvider[] providers =
        [
            host.Services.GetRequiredService<TracerProvider>(),
            host.Services.GetRequiredService<MeterProvider>(),
            host.Services.GetRequiredService<LoggerProvider>(),
        ];
        Assert.All(providers, provider => Assert.Contains(KeyValuePair.Create("service.name", (object)"inventory"), provider.GetResource().Attributes));
    }

    [Fact]
    public async Task Starts_only_the_signals_that_were_asked_for()
    {
        _builder.Services.AddOpenTelemetry().WithTracing();

        using var host = await StartAsync();

        Assert.NotNull(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
        Assert.Null(host.Services.GetService<LoggerProvider>());
    }

    [Fact]
    public void Refuses_to_be_added_to_nothing() =>
        Assert.Throws<ArgumentNullException>("services", () => OpenTelemetryServicesExtensions.AddOpenTelemetry(null!));

    [Fact]
    public void Configures_the_services_it_was_added_to() =>
        Assert.Same(_builder.Services, _builder.Services.AddOpenTelemetry().Services);

    SimpleActivityExportProcessor Simple() => new(_spans);

    async Task<IHost> StartAsync()
    {
        var host = _builder.Build();
        await host.StartAsync();
        return host;
    }
}
