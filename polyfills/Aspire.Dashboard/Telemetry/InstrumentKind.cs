namespace Aspire.Dashboard.Telemetry;

enum InstrumentKind
{
    /// <summary>A value that goes up and down.</summary>
    Gauge,
    /// <summary>A value that only grows; shown per second.</summary>
    Counter,
    Histogram,
}
