namespace Aspire.Dashboard.Telemetry;

enum LogSeverity
{
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
}
