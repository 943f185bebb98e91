using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Docker.Planning;

/// <summary>When the commands of a service are run within its containers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HookPhase>))]
enum HookPhase
{
    PostStart,
    PreStop,
}
