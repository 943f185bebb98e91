using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Nodes;

[JsonConverter(typeof(LenientEnum<NodeState>))]
public enum NodeState
{
    Unknown,
    Online,
    Offline,
}
