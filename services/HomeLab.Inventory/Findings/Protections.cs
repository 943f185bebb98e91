using HomeLab.Inventory.Catalog;
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

    static IEnumerable<StatefulThing> Guests(Survey survey) => survey.Guests.Where(it => it.Facts.Text("template") != "true").Select(it => OnGuest(survey, it.Address, "guest", it, []));

    /// <summary>What a container keeps is on the disks of the guest that its engine runs on; of volumes Backups may have copies beside.</summary>
    static IEnumerable<StatefulThing> Mounts(Survey survey)
    {
        foreach (var volume in survey.Graph.Nodes.Where(it => it.Kind == "docker.volume" && IsData(it.Address)
            // What no container has is a finding of its own.
            && survey.Graph.Arriving(it.Address).Any(edge => edge.Kind == "mounts")))
        {
            var engine = string.Join('/', volume.Address.Split('/').Take(2));
            var kind = volume.Address.StartsWith($"{engine}/volume/", StringComparison.Ordinal) ? "volume" : "directory";
            var guest = survey.Graph.Leaving(engine).Where(it => it.Kind == "runsOn").Select(it => survey.Find(it.To)).FirstOrDefault(it => it is not null);
            var thing = OnEngine(survey, volume.Address, kind, engine, guest);
            yield return kind == "volume" ? KnownCopies.Count(survey, thing) : thing;
        }
    }

    /// <param name="guest">On which the engine runs; null: none is known.</param>
    static StatefulThing OnEngine(Survey survey, string address, string kind, string engine, Observation? guest)
    {
        if (guest is null)
            return Judge(survey, address, kind, [], [engine, .. survey.Sources.Where(it => it.StartsWith("proxmox/", StringComparison.Ordinal))], "no guest is known on which its engine runs, so that no backup of one holds it");
        if (GuestBackup.Of(guest) is { } backup && kind == "directory" && IsElsewhere(address[(engine.Length + "/path".Length)..]))
            return new StatefulThing(address, kind, Protection.Unknown, [], $"{backup} holds it only if it lies on a disk of {guest.Address}, which nobody tells");
        return OnGuest(survey, address, kind, guest, [engine]);
    }

    static StatefulThing OnGuest(Survey survey, string address, string kind, Observation guest, string[] tellers)
    {
        var whose = address == guest.Address ? "it" : guest.Address;
        if (GuestBackup.Of(guest) is { } backup)
            return new StatefulThing(address, kind, Protection.Protected, [address == guest.Address ? backup : $"{backup} of {whose}"], "");
        return guest.Facts.At("backup").Text("isWhole") == "true"
            ? Judge(survey, address, kind, [], [.. tellers, guest.Site], $"no backup of {whose} is on any storage")
            : new StatefulThing(
                address, kind, Protection.Unknown, [],
                $"the backups of {whose} cannot all be seen: a storage does not answer, or the token lacks VM.Backup and Datastore.AllocateSpace{(guest.Facts.At("backup").Text("isCovered") == "true" ? "; a job backs it up" : "")}");
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
