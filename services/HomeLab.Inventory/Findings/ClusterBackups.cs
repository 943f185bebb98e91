using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings;

/// <summary>What in a cluster copies the data of a claim or a database elsewhere.</summary>
static class ClusterBackups
{
    /// <summary>Each must be seen whole before nothing is proof of anything.</summary>
    public static IReadOnlyList<string> Types { get; } =
        ["replicationsources.volsync.backube", "schedules.velero.io", "backups.velero.io", "volumes.longhorn.io", "clusters.postgresql.cnpg.io"];

    public static IEnumerable<string> Of(Survey survey, Observation claim) =>
    [
        .. Near(survey, claim, "volsync.backube", "ReplicationSource")
            .Where(it => it.Namespace == claim.Namespace && it.Facts.At("spec").Text("sourcePVC") == claim.Name && it.Facts.At("status").Text("lastSyncTime").Length > 0)
            .Select(it => $"VolSync {it.Name}, last {it.Facts.At("status").Text("lastSyncTime")}"),
        .. Near(survey, claim, "velero.io", "Schedule").Where(it => Covers(it, claim.Namespace)).SelectMany(it => Completed(survey, it)),
        .. Near(survey, claim, "longhorn.io", "Volume")
            .Where(it => it.Name == claim.Facts.At("spec").Text("volumeName") && it.Facts.At("status").Text("lastBackup").Length > 0)
            .Select(it => $"Longhorn {it.Name}, last {it.Facts.At("status").Text("lastBackupAt")}"),
        .. Near(survey, claim, "postgresql.cnpg.io", "Cluster")
            .Where(it => it.Namespace == claim.Namespace && it.Name == claim.Labels.GetValueOrDefault("cnpg.io/cluster")).SelectMany(it => OfDatabase(survey, it)),
    ];

    public static IEnumerable<string> OfDatabase(Survey survey, Observation cluster)
    {
        var status = cluster.Facts.At("status");
        if (status.Text("lastSuccessfulBackup") is { Length: > 0 } last)
            yield return $"CloudNativePG {cluster.Name}, last {last}";
        else if (status.At("conditions").Items().Any(it => it.Text("type") == "LastBackupSucceeded" && it.Text("status") == "True"))
            yield return $"CloudNativePG {cluster.Name}";
        foreach (var backup in Near(survey, cluster, "postgresql.cnpg.io", "Backup")
            .Where(it => it.Namespace == cluster.Namespace && it.Facts.At("spec").At("cluster").Text("name") == cluster.Name && it.Facts.At("status").Text("phase") == "completed")
            .OrderByDescending(it => it.Facts.At("status").Text("stoppedAt"), StringComparer.Ordinal).Take(1))
            yield return $"CloudNativePG backup {backup.Name} of {backup.Facts.At("status").Text("stoppedAt")}";
    }

    static IEnumerable<Observation> Near(Survey survey, Observation to, string group, string kind) => survey.Kubernetes(group, kind).Where(it => it.Site == to.Site);

    static bool Covers(Observation schedule, string space)
    {
        var template = schedule.Facts.At("spec").At("template");
        var included = template.At("includedNamespaces").Items().Select(it => it.ToString()).ToList();
        return schedule.Facts.At("spec").Text("paused") != "true" && template.Text("snapshotVolumes") != "false"
            && (included.Count == 0 || included.Contains("*") || included.Contains(space))
            && !template.At("excludedNamespaces").Items().Any(it => it.ToString() == space);
    }

    static IEnumerable<string> Completed(Survey survey, Observation schedule) => Near(survey, schedule, "velero.io", "Backup")
        .Where(it => it.Labels.GetValueOrDefault("velero.io/schedule-name") == schedule.Name && it.Facts.At("status").Text("phase") == "Completed")
        .Select(it => it.Facts.At("status").Text("completionTimestamp")).OrderDescending(StringComparer.Ordinal).Take(1)
        .Select(it => $"Velero {schedule.Name}, last {it}");
}
