using System.Diagnostics;

namespace HomeLab.ServiceDefaults.Telemetry;

/// <summary>Where the fleet's own spans and measurements come from.</summary>
public static class HomeLabTelemetry
{
    /// <summary>Name of the one activity source and the one meter of our own.</summary>
    public const string Name = "HomeLab";

    public static ActivitySource Source { get; } = new(Name);
}
