using System.Diagnostics.Metrics;
using HomeLab.ServiceDefaults.Telemetry;

namespace HomeLab.ServiceDefaults.Messaging;

sealed class MessagingMetrics
{
    readonly Histogram<double> lag;
    readonly Counter<long> failed;

    public MessagingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(HomeLabTelemetry.Name);
        lag = meter.CreateHistogram<double>("homelab.outbox.lag", "s", "From adding a message to its confirmation.", tags: null, Buckets.Seconds);
        failed = meter.CreateCounter<long>("homelab.outbox.failed", "{message}", "Publications that the broker did not confirm.");
    }

    public void Published(string exchange, TimeSpan took) =>
        lag.Record(took.TotalSeconds, new KeyValuePair<string, object?>("messaging.destination.name", exchange));

    public void Failed(string exchange) => failed.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", exchange));
}
