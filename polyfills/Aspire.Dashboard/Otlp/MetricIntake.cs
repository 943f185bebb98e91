using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Instrument = Aspire.Dashboard.Telemetry.Instrument;

namespace Aspire.Dashboard.Otlp;

sealed class MetricIntake(MetricStore store)
{
    public ExportMetricsServiceResponse Accept(ExportMetricsServiceRequest request)
    {
        var rejected = 0;
        foreach (var resource in request.ResourceMetrics)
        {
            var sender = OtlpValues.Sender(resource.Resource);
            foreach (var scope in resource.ScopeMetrics)
            {
                foreach (var metric in scope.Metrics) rejected += Accept(metric, sender, OtlpValues.Name(scope.Scope?.Name ?? ""));
            }
        }

        return rejected == 0
            ? new ExportMetricsServiceResponse()
            : new ExportMetricsServiceResponse { PartialSuccess = new() { RejectedDataPoints = rejected, ErrorMessage = "Histogram points whose buckets do not fit their bounds." } };
    }

    int Accept(Metric metric, Sender sender, string meter)
    {
        var rejected = 0;
        var instrument = Describe(metric, sender, meter);
        switch (metric.DataCase)
        {
            case Metric.DataOneofCase.Gauge:
                foreach (var point in metric.Gauge.DataPoints) Add(instrument, sender, point);
                break;
            case Metric.DataOneofCase.Sum:
                foreach (var point in metric.Sum.DataPoints) Add(instrument, sender, point);
                break;
            case Metric.DataOneofCase.Histogram:
                foreach (var point in metric.Histogram.DataPoints) rejected += Add(instrument, sender, point) ? 0 : 1;
                break;
        }

        return rejected;
    }

    static Instrument Describe(Metric metric, Sender sender, string meter)
    {
        var (kind, temporality) = metric.DataCase switch
        {
            Metric.DataOneofCase.Sum => (metric.Sum.IsMonotonic ? InstrumentKind.Counter : InstrumentKind.Gauge, metric.Sum.AggregationTemporality),
            Metric.DataOneofCase.Histogram => (InstrumentKind.Histogram, metric.Histogram.AggregationTemporality),
            _ => (InstrumentKind.Gauge, AggregationTemporality.Unspecified),
        };
        return new Instrument(
            sender.Service, meter, OtlpValues.Name(metric.Name), OtlpValues.Name(metric.Unit), OtlpValues.Name(metric.Description),
            kind, temporality == AggregationTemporality.Delta);
    }

    void Add(Instrument instrument, Sender sender, NumberDataPoint point)
    {
        var value = point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
        if (double.IsFinite(value))
            store.Add(instrument, sender.Instance, OtlpValues.Tags(point.Attributes), new MetricPoint(OtlpValues.Time(point.StartTimeUnixNano), OtlpValues.Time(point.TimeUnixNano), value));
    }

    bool Add(Instrument instrument, Sender sender, HistogramDataPoint point)
    {
        if (point.BucketCounts.Count > OtlpLimits.Buckets || (point.BucketCounts.Count > 0 && point.BucketCounts.Count != point.ExplicitBounds.Count + 1)) return false;

        store.Add(
            instrument, sender.Instance, OtlpValues.Tags(point.Attributes),
            new MetricPoint(OtlpValues.Time(point.StartTimeUnixNano), OtlpValues.Time(point.TimeUnixNano), point.Sum)
            {
                Count = OtlpValues.Time(point.Count),
                Buckets = [.. point.BucketCounts.Select(OtlpValues.Time)],
                Bounds = [.. point.ExplicitBounds],
            });
        return true;
    }
}
