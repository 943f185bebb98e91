namespace HomeLab.Simulators.Proxmox.Seeds;

public sealed class StorageSeed
{
    internal static readonly IReadOnlyList<StorageSeed> Usual =
    [
        new() { Name = "local", Type = "dir", Content = "iso,vztmpl,backup,snippets,import", SizeGiB = 100 },
        new() { Name = "local-lvm", Type = "lvmthin", Content = "images,rootdir", SizeGiB = 800 },
    ];

    public string Name { get; init; } = "";

    /// <summary><c>dir</c>, <c>nfs</c>, <c>cifs</c>, <c>lvmthin</c>, <c>zfspool</c>, <c>rbd</c>, <c>pbs</c>…</summary>
    public string Type { get; init; } = "dir";

    /// <summary>Comma-separated: <c>images</c>, <c>rootdir</c>, <c>iso</c>, <c>vztmpl</c>, <c>backup</c>, <c>snippets</c>, <c>import</c>.</summary>
    public string Content { get; init; } = "images,rootdir";

    public bool IsShared { get; init; }

    public bool IsDisabled { get; init; }

    public double SizeGiB { get; init; } = 100;

    /// <summary>What is in use besides the volumes that are listed.</summary>
    public double OtherUseGiB { get; init; } = 4;

    /// <summary>Nodes that have it; all when empty.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];
}
