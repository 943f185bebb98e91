namespace Aspire.Dashboard.Telemetry;

sealed record Instrument(string Service, string Meter, string Name, string Unit, string Description, InstrumentKind Kind, bool IsDelta);
