using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>What Docker tells of a container, in its list or its inspection.</summary>
static partial class ContainerHealth
{
    public static Finding? Judge(Observation observation)
    {
        var facts = observation.Facts;
        var (state, health, exit) = facts["State"] is JsonObject inspected
            ? ((string?)inspected["Status"] ?? "", (string?)inspected["Health"]?["Status"] ?? "", (int?)inspected["ExitCode"])
            : Listed((string?)facts["State"] ?? "", (string?)facts["Status"] ?? "", (string?)facts["Health"]);
        return (state, health) switch
        {
            ("", _) => null,
            ("running", "unhealthy") => new Finding(HealthState.Unhealthy, "HealthcheckFails", "runs and its health check fails"),
            ("running", "starting") => new Finding(HealthState.Degraded, "Starting", "is starting"),
            ("running", _) => new Finding(HealthState.Healthy, "Running", health == "healthy" ? "runs and its health check passes" : "runs"),
            ("paused", _) => new Finding(HealthState.Paused, "Paused", "is paused"),
            ("created", _) => new Finding(HealthState.Degraded, "Created", "was created and not started"),
            // Migrations and the like end by themselves.
            ("exited", _) when exit == 0 => new Finding(HealthState.Paused, "Exited", "ended with 0"),
            ("restarting", _) => new Finding(HealthState.Unhealthy, "Restarting", "restarts again and again"),
            ("exited" or "dead" or "removing", _) => new Finding(HealthState.Unhealthy, "Stopped", exit is null ? $"is {state}" : $"ended with {exit}"),
            _ => new Finding(HealthState.Unknown, "Unknown", $"is {state}"),
        };
    }

    /// <param name="status">As lists tell it: <c>Up 2 hours (unhealthy)</c>.</param>
    /// <returns>What its own health check says: <c>healthy</c>, <c>unhealthy</c>, <c>starting</c>; empty: it has none.</returns>
    public static string Of(string status) => status.Contains("(healthy)", StringComparison.Ordinal) ? "healthy"
        : status.Contains("(unhealthy)", StringComparison.Ordinal) ? "unhealthy"
        : status.Contains("(health: starting)", StringComparison.Ordinal) ? "starting" : "";

    static (string State, string Health, int? Exit) Listed(string state, string status, string? kept)
    {
        var health = kept ?? Of(status);
        var exit = Exited().Match(status) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, null) : (int?)null;
        return (state, health, exit);
    }

    [GeneratedRegex(@"^Exited \((\d{1,3})\)")]
    private static partial Regex Exited();
}
