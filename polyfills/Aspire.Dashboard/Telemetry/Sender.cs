namespace Aspire.Dashboard.Telemetry;

/// <summary>Who sent telemetry: a service by its name, and which of its instances.</summary>
sealed record Sender(string Service, string Instance);
