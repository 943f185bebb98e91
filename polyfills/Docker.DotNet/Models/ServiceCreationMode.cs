using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

public enum ServiceCreationMode
{
    [EnumMember(Value = "replicated")]
    Replicated,

    [EnumMember(Value = "global")]
    Global,
}
