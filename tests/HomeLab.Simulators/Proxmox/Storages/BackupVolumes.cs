using System.Globalization;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Storages;

/// <summary>Backups as volumes of a storage.</summary>
static class BackupVolumes
{
    public static Volume Of(Storage storage, string? node, Guest guest, string compress, DateTimeOffset at, long sizeBytes)
    {
        var isPbs = storage.Type == "pbs";
        var format = isPbs ? $"pbs-{(guest.IsQemu ? "vm" : "ct")}" : FormatOf(guest.Kind, compress);
        var name = isPbs
            ? string.Create(CultureInfo.InvariantCulture, $"{(guest.IsQemu ? "vm" : "ct")}/{guest.Vmid}/{at:yyyy-MM-ddTHH:mm:ssZ}")
            : string.Create(CultureInfo.InvariantCulture, $"vzdump-{guest.TypeName}-{guest.Vmid}-{at:yyyy_MM_dd-HH_mm_ss}.{format}");
        return new Volume($"{storage.Name}:backup/{name}", node, "backup", format, sizeBytes, at)
        {
            Vmid = guest.Vmid,
            Kind = guest.Kind,
            Saved = guest with { Snapshots = [], Parent = null, Config = guest.Config.With("lock", null) },
        };
    }

    static string FormatOf(GuestKind kind, string compress)
    {
        var archive = kind == GuestKind.Qemu ? "vma" : "tar";
        return compress switch
        {
            "zstd" => archive + ".zst",
            "gzip" => archive + ".gz",
            "1" or "lzo" => archive + ".lzo",
            _ => archive,
        };
    }
}
