using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Storages;

static class VolumeJson
{
    public static JsonObject Row(Volume volume)
    {
        var row = new JsonObject { ["volid"] = volume.Id, ["content"] = volume.Content, ["format"] = volume.Format, ["size"] = volume.SizeBytes };
        if (volume.Vmid is { } vmid)
            row["vmid"] = vmid;
        if (volume.Content is "images" or "rootdir")
            row["parent"] = null;
        else
            row["ctime"] = volume.CreatedAt.ToUnixTimeSeconds();
        if (volume.Kind is { } kind)
            row["subtype"] = kind == GuestKind.Qemu ? "qemu" : "lxc";
        if (volume.Notes is { } notes)
            row["notes"] = notes.Split('\n')[0];
        if (volume.IsProtected)
            row["protected"] = 1;
        if (volume.Format.StartsWith("pbs-", StringComparison.Ordinal))
            row["verification"] = new JsonObject { ["state"] = "ok" };
        return row;
    }

    public static JsonObject Details(Volume volume)
    {
        var details = new JsonObject
        {
            ["path"] = $"/mnt/pve/{volume.Id.Replace(':', '/')}",
            ["size"] = volume.SizeBytes,
            ["used"] = volume.SizeBytes,
            ["format"] = volume.Format,
        };
        if (volume.Notes is { } notes)
            details["notes"] = notes;
        if (volume.IsProtected)
            details["protected"] = 1;
        return details;
    }
}
