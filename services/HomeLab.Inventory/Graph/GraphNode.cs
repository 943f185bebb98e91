namespace HomeLab.Inventory.Graph;

/// <summary>Something of the lab.</summary>
/// <param name="Address">Stable: <c>proxmox/pve/qemu/101</c>, <c>host/photos.example.org</c>.</param>
/// <param name="Kind"><c>docker.container</c>, <c>kubernetes.Pod</c>, <c>host</c>; <c>missing</c> for what something hangs on and nobody saw.</param>
/// <param name="State">As its source says it; empty where it says nothing.</param>
sealed record GraphNode(string Address, string Kind, string Name, string State)
{
    public const string Missing = "missing";

    public bool IsMissing => Kind == Missing;
}
