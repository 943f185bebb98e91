using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Seeds;

/// <summary>The demo lab's host: a Talos cluster, a Docker host, a few guests of their own.</summary>
public static class DemoCluster
{
    public const string Name = "demo";

    /// <summary>What a client sends after <c>PVEAPIToken=</c>. It opens nothing but this simulator.</summary>
    public const string ApiToken = "homelab@pve!demo=00000000-0000-4000-8000-0000000000de";

    /// <summary>The password of <c>root@pam</c>. It opens nothing but this simulator.</summary>
    public const string Password = "demo-lab-password";

    /// <summary>Talos tells its machine's UUID to Kubernetes, so the demo cluster's nodes have these too.</summary>
    internal const string ControlPlaneUuid = "6a1f2f0c-8f59-4a7b-9a35-0c6a5d0b7e01";

    internal const string WorkerUuid = "6a1f2f0c-8f59-4a7b-9a35-0c6a5d0b7e02";

    internal static readonly IReadOnlyList<UserSeed> Users =
    [
        new() { UserId = "root@pam", Password = Password },
        new()
        {
            UserId = "homelab@pve",
            Acl = [new() { Role = "Administrator" }],
            Tokens = [new() { TokenId = "demo", Secret = ApiToken[(ApiToken.LastIndexOf('=') + 1)..], IsPrivilegeSeparated = false }],
        },
    ];

    internal static ClusterSeed Seed(int? port) => new()
    {
        Name = Name,
        IsStandalone = true,
        Nodes = [new() { Name = "pve", Address = "192.168.1.100", Cores = 16, MemoryGiB = 64, Port = port }],
        Storages =
        [
            new() { Name = "local", Type = "dir", Content = "iso,vztmpl,backup,snippets", SizeGiB = 94 },
            new() { Name = "local-lvm", Type = "lvmthin", Content = "images,rootdir", SizeGiB = 800 },
            new() { Name = "backup", Type = "nfs", Content = "backup", SizeGiB = 2000, OtherUseGiB = 300, IsShared = true },
        ],
        Pools = [new() { Name = "kubernetes", Comment = "Talos nodes and their volumes" }],
        Guests =
        [
            Talos(800, "talos-cp-01", "192.168.1.220", ControlPlaneUuid, cores: 4, memory: 8192),
            Talos(810, "talos-worker-01", "192.168.1.230", WorkerUuid, cores: 8, memory: 24_576),
            new() { Vmid = 101, Node = "pve", Name = "haos", Address = "192.168.1.153/24", MemoryMiB = 4096, Tags = "home" },
            new() { Vmid = 102, Node = "pve", Name = "docker", Address = "192.168.1.24/24", Cores = 8, MemoryMiB = 16_384, DiskGiB = 200, Tags = "docker;komodo" },
            Container(111, "traefik", "192.168.1.2", "proxy"),
            Container(112, "pocketid", "192.168.1.112", "sso"),
            Container(115, "changedetection", "192.168.1.155", "watch"),
            Container(129, "openwebui", "192.168.1.29", "ai", memory: 8192),
            new() { Vmid = 9000, Node = "pve", Name = "debian-12-template", IsRunning = false, HasAgent = false, Config = new Dictionary<string, string> { ["template"] = "1" } },
        ],
        Volumes =
        [
            new() { Volume = "local:iso/talos-amd64.iso", SizeGiB = 0.1, AgeHours = 2400 },
            new() { Volume = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", SizeGiB = 0.12, AgeHours = 2000 },
            new() { Volume = "backup", Vmid = 101, AgeHours = 9, SizeGiB = 6, Notes = "haos" },
            new() { Volume = "backup", Vmid = 101, AgeHours = 33, SizeGiB = 6, Notes = "haos" },
            new() { Volume = "backup", Vmid = 102, AgeHours = 9, SizeGiB = 48, Notes = "docker" },
            new() { Volume = "backup", Vmid = 112, Kind = GuestKind.Lxc, AgeHours = 9, SizeGiB = 0.6, Notes = "pocketid" },
        ],
        Jobs =
        [
            new() { ["id"] = "backup-nightly", ["schedule"] = "02:00", ["storage"] = "backup", ["vmid"] = "101,102,112", ["mode"] = "snapshot", ["compress"] = "zstd", ["enabled"] = "1", ["prune-backups"] = "keep-daily=7,keep-weekly=4" },
        ],
    };

    static GuestSeed Talos(int vmid, string name, string address, string uuid, int cores, int memory) => new()
    {
        Vmid = vmid,
        Node = "pve",
        Name = name,
        Address = address + "/24",
        Cores = cores,
        MemoryMiB = memory,
        DiskGiB = 60,
        Tags = "kubernetes;talos",
        Pool = "kubernetes",
        Config = new Dictionary<string, string> { ["smbios1"] = $"uuid={uuid}" },
    };

    static GuestSeed Container(int vmid, string name, string address, string tag, int memory = 1024) => new()
    {
        Vmid = vmid,
        Kind = GuestKind.Lxc,
        Node = "pve",
        Name = name,
        Address = address + "/24",
        MemoryMiB = memory,
        DiskGiB = 8,
        Tags = tag,
    };
}
