namespace HomeLab.Proxmox.Storages;

/// <summary>A volume as one node reaches it.</summary>
/// <param name="VolumeId">With its storage: <c>local:backup/vzdump-…</c>.</param>
public readonly record struct VolumeReference(string Node, string VolumeId)
{
    public string Storage => VolumeId.Split(':', 2)[0];

    public override string ToString() => $"{VolumeId} on {Node}";
}
