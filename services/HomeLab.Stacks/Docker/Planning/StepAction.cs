using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Docker.Planning;

[JsonConverter(typeof(JsonStringEnumConverter<StepAction>))]
enum StepAction
{
    Pull,
    Create,
    /// <summary>Copies the service's files into a container that has not started yet.</summary>
    Deliver,
    Start,
    /// <summary>Runs one of the service's commands in the container, to its end.</summary>
    Exec,
    Stop,
    Restart,
    Rename,
    Connect,
    Disconnect,
    /// <summary>Takes away what has a successor.</summary>
    Remove,
    /// <summary>Takes away what is no longer wished.</summary>
    Delete,
}
