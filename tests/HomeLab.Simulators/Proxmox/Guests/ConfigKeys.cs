using System.Text.RegularExpressions;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>What the keys of a guest's configuration are.</summary>
static partial class ConfigKeys
{
    public static bool IsDisk(string key) => Disk().IsMatch(key);

    public static bool IsNetwork(string key) => Network().IsMatch(key);

    public static bool IsUnused(string key) => Unused().IsMatch(key);

    [GeneratedRegex(@"^((scsi|virtio|sata|ide|mp)\d+|rootfs|efidisk0|tpmstate0)\z")]
    private static partial Regex Disk();

    [GeneratedRegex(@"^net\d+\z")]
    private static partial Regex Network();

    [GeneratedRegex(@"^unused\d+\z")]
    private static partial Regex Unused();
}
