using HomeLab.Inventory.Findings.Rules;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings;

/// <summary>Which of what holds data has a copy elsewhere, as far as the lab shows. Pure.</summary>
static class Protections
{
    /// <returns>By address.</returns>
    public static IReadOnlyList<StatefulThing> Of(Survey survey) =>
        [.. Claims(survey).Concat(Databases(survey)).Concat(Guests(survey)).Concat(Mounts(survey)).OrderBy(it => it.Address, StringComparer.Ordinal)];

    static IEnumerable<StatefulThing> Claims(Survey survey) => survey.Kubernetes("", "PersistentVolumeClaim").Select(it =>
    {
        var by = ClusterBackups.Of(survey, it).ToList();
        return Judge(survey, it.Address, "claim", by, ClusterBackups.Types.Select(type => $"{it.Site}/{type}"), "no ReplicationSource, Velero schedule, Longhorn backup or database backup covers it");
    });

    static IEnumerable<StatefulThing> Databases(Survey survey) => survey.Kubernetes("postgresql.cnpg.io", "Cluster").Select(it => Judge(
        survey, it.Address, "database", [.. ClusterBackups.OfDatabase(survey, it)], [$"{it.Site}/scheduledbackups.postgresql.cnpg.io", $"{it.Site}/backups.postgresql.cnpg.io"],
        "it archives no log, and no backup of it was completed"));

    static IEnumerable<StatefulThing> Guests(Survey survey) => survey.Guests.Where(it => it.Facts.Text("template") != "true").Select(it =>
    {
        var by = GuestBackup.Of(it);
        return it.Facts.At("backup") is null
            ? new StatefulThing(it.Address, "guest", Protection.Unknown, [], "the cluster did not tell which backups there are")
            : Judge(survey, it.Address, "guest", by is null ? [] : [by], [it.Site], "no backup of it is on any storage");
    });

    /// <summary>What a container keeps is on the disks of the guest that its engine runs on.</summary>
    static IEnumerable<StatefulThing> Mounts(Survey survey)
    {
        foreach (var volume in survey.Graph.Nodes.Where(it => it.Kind == "docker.volume" && IsData(it.Address)))
        {
            var engine = string.Join('/', volume.Address.Split('/').Take(2));
            var kind = volume.Address.StartsWith($"{engine}/volume/", StringComparison.Ordinal) ? "volume" : "directory";
            var guest = survey.Graph.Leaving(engine).Where(it => it.Kind == "runsOn").Select(it => survey.Find(it.To)).FirstOrDefault(it => it is not null);
            if (guest is null)
                yield return Judge(survey, volume.Address, kind, [], [engine, .. survey.Sources.Where(it => it.StartsWith("proxmox/", StringComparison.Ordinal))], "no guest is known on which its engine runs, so that no backup of one holds it");
            else if (guest.Facts.At("backup") is null)
                yield return new StatefulThing(volume.Address, kind, Protection.Unknown, [], $"it lies on {guest.Address}, of which the cluster did not tell the backups");
            else if (GuestBackup.Of(guest) is not { } backup)
                yield return Judge(survey, volume.Address, kind, [], [engine, guest.Site], $"it lies on {guest.Address}, of which there is no backup");
            else if (IsElsewhere(volume.Address[(engine.Length + "/path".Length)..]) && kind == "directory")
                yield return new StatefulThing(volume.Address, kind, Protection.Unknown, [], $"{backup} holds it only if it lies on a disk of {guest.Address}, which nobody tells");
            else
                yield return new StatefulThing(volume.Address, kind, Protection.Protected, [$"{backup} of {guest.Address}"], "");
        }
    }

    static bool IsData(string address) => address.Split('/', 4) is [_, _, var kind, var rest] && (kind == "volume" || StatefulMounts.IsData("bind", $"/{rest}"));

    /// <summary>Where people mount other disks and shares.</summary>
    static bool IsElsewhere(string path) => path.StartsWith("/mnt/", StringComparison.Ordinal) || path.StartsWith("/media/", StringComparison.Ordinal) || path.StartsWith("/srv/", StringComparison.Ordinal);

    static StatefulThing Judge(Survey survey, string address, string kind, List<string> by, IEnumerable<string> tellers, string otherwise)
    {
        if (by.Count > 0)
            return new StatefulThing(address, kind, Protection.Protected, by, "");
        return tellers.FirstOrDefault(it => !survey.IsWhole(it)) is { } silent
            ? new StatefulThing(address, kind, Protection.Unknown, [], $"{silent} is not seen whole now")
            : new StatefulThing(address, kind, Protection.Unprotected, [], otherwise);
    }
}
