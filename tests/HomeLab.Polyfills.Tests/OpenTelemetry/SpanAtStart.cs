using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace HomeLab.Polyfills.Tests.OpenTelemetry;

/// <summary>A hosted service that does its traced work while the host starts.</summary>
sealed class SpanAtStart : IHostedService
{
    public const string Source = "HomeLab.Polyfills.Tests.SpanAtStart";
    static readonly ActivitySource Activities = new(Source);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Activities.StartActivity("migrate")?.Dispose();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
