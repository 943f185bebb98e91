namespace Aspire.Dashboard.Telemetry;

/// <summary>Numbered as in OTLP.</summary>
enum SpanKind
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}
