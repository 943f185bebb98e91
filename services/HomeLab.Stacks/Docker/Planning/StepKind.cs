using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Docker.Planning;

[JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
enum StepKind
{
    Network,
    Volume,
    Image,
    Container,
}
