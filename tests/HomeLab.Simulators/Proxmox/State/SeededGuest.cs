using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.Seeds;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>The guest that a seed describes; the same seed makes the same ids and MAC addresses.</summary>
static class SeededGuest
{
    public static Guest Of(string cluster, GuestSeed seed, DateTimeOffset now)
    {
        var mac = MacOf(cluster, seed.Vmid);
        var config = seed.Kind == GuestKind.Qemu ? Machine(cluster, seed, mac, now) : Container(seed, mac);
        foreach (var (key, value) in seed.Config)
            config = config.With(key, value.Length == 0 ? null : value);
        return new Guest(seed.Vmid, seed.Kind, seed.Node, config)
        {
            Power = seed.IsRunning ? Power.Running : Power.Stopped,
            StartedAt = now.AddHours(-1 - (seed.Vmid % 500)),
            Interfaces = [.. InterfacesOf(seed, config)],
            IsAgentRunning = seed.HasAgent,
            HaState = seed.HaState,
            Snapshots = [.. seed.Snapshots.Select((name, index) => new Snapshot(
                name, "", now.AddDays(index - seed.Snapshots.Count), false, index == 0 ? null : seed.Snapshots[index - 1], config))],
            Parent = seed.Snapshots.Count == 0 ? null : seed.Snapshots[^1],
        };
    }

    static GuestConfig Machine(string cluster, GuestSeed seed, string mac, DateTimeOffset now) => Of(
        ("name", seed.Name),
        ("cores", Text(seed.Cores)),
        ("sockets", "1"),
        ("memory", Text(seed.MemoryMiB)),
        ("ostype", "l26"),
        ("scsihw", "virtio-scsi-single"),
        ("onboot", "1"),
        ("boot", "order=scsi0;net0"),
        ("agent", seed.HasAgent ? "1" : null),
        ("net0", $"virtio={mac},bridge=vmbr0,firewall=1"),
        ("scsi0", $"{seed.Storage}:vm-{seed.Vmid}-disk-0,iothread=1,size={seed.DiskGiB}G"),
        ("smbios1", $"uuid={UuidOf(cluster, seed.Vmid, "smbios")}"),
        ("vmgenid", UuidOf(cluster, seed.Vmid, "generation").ToString()),
        ("meta", string.Create(CultureInfo.InvariantCulture, $"creation-qemu=9.2.0,ctime={now.ToUnixTimeSeconds() - 1_000_000}")),
        ("tags", seed.Tags));

    static GuestConfig Container(GuestSeed seed, string mac) => Of(
        ("hostname", seed.Name),
        ("arch", "amd64"),
        ("cores", Text(seed.Cores)),
        ("memory", Text(seed.MemoryMiB)),
        ("swap", "512"),
        ("ostype", "debian"),
        ("onboot", "1"),
        ("unprivileged", "1"),
        ("features", "nesting=1"),
        ("net0", $"name=eth0,bridge=vmbr0,firewall=1,hwaddr={mac},ip={seed.Address ?? "dhcp"},type=veth"),
        ("rootfs", $"{seed.Storage}:vm-{seed.Vmid}-disk-0,size={seed.DiskGiB}G"),
        ("tags", seed.Tags));

    static IEnumerable<GuestInterface> InterfacesOf(GuestSeed seed, GuestConfig config)
    {
        var mac = NetworkText.MacOf(config["net0"] ?? "")?.ToLowerInvariant() ?? "00:00:00:00:00:00";
        if (seed.Address is { } address)
            yield return new GuestInterface("eth0", mac, [address]);
        foreach (var one in seed.Interfaces)
            yield return new GuestInterface(one.Name, (one.Mac ?? mac).ToLowerInvariant(), [.. one.Addresses]);
    }

    static GuestConfig Of(params (string Key, string? Value)[] values) =>
        values.Where(pair => !string.IsNullOrEmpty(pair.Value)).Aggregate(GuestConfig.Empty, (config, pair) => config.With(pair.Key, pair.Value));

    static string MacOf(string cluster, int vmid) => NetworkText.Prefix + ":" + string.Join(':', Hash($"{cluster}/{vmid}/mac").Take(3).Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));

    static Guid UuidOf(string cluster, int vmid, string what) => new(Hash($"{cluster}/{vmid}/{what}").AsSpan(0, 16));

    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
