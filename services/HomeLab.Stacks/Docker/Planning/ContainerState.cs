using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Docker.Planning;

[JsonConverter(typeof(JsonStringEnumConverter<ContainerState>))]
enum ContainerState
{
    /// <summary>It has never run.</summary>
    Created,
    Running,
    Restarting,
    Paused,
    Exited,
    /// <summary>The Engine failed to remove it.</summary>
    Dead,
}
