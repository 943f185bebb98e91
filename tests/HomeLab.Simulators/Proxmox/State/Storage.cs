using System.Collections.Immutable;

namespace HomeLab.Simulators.Proxmox.State;

/// <param name="Nodes">Those that have it; all when empty.</param>
sealed record Storage(string Name, string Type, string Content, bool IsShared, long SizeBytes, long OtherUseBytes, ImmutableList<string> Nodes)
{
    public bool IsDisabled { get; init; }

    /// <summary>Whether it answers at all.</summary>
    public bool IsActive { get; init; } = true;

    public bool IsOn(string node) => Nodes.IsEmpty || Nodes.Contains(node);

    public bool Holds(string content) => Content.Split(',').Contains(content);

    /// <summary>Whether images are files in a directory.</summary>
    public bool IsFileBased => Type is "dir" or "nfs" or "cifs" or "btrfs";
}
