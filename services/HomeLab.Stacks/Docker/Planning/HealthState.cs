using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Docker.Planning;

[JsonConverter(typeof(JsonStringEnumConverter<HealthState>))]
enum HealthState
{
    /// <summary>It has no check.</summary>
    None,
    Starting,
    Healthy,
    Unhealthy,
}
