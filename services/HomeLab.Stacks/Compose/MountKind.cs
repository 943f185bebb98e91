using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Compose;

[JsonConverter(typeof(JsonStringEnumConverter<MountKind>))]
enum MountKind
{
    Bind,
    Volume,
    Tmpfs,
}
