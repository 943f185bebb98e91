using HomeLab.Inventory.Backups;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Findings;

/// <summary>What the service Backups tells of copies.</summary>
static class KnownCopies
{
    public static IEnumerable<Observation> All(Survey survey) => survey.Observations.Where(it => it.Kind == BackupResources.Kind);

    /// <summary>Without it nobody knows that there are none; nothing in a fleet without Backups.</summary>
    public static IEnumerable<string> Tellers(Survey survey) => survey.IsRead(SourceNames.Backups) || survey.IsSilent(SourceNames.Backups) ? [SourceNames.Backups] : [];

    /// <summary>With the copies that there are of it; while nobody tells of them, that there is none is not known.</summary>
    public static StatefulThing Count(Survey survey, StatefulThing thing)
    {
        var copies = All(survey).Where(it => it.Facts.Text("address") == thing.Address && it.Facts.Text("lastAt").Length > 0)
            .Select(it => $"the copy of {it.Facts.Text("lastAt")} by policy {it.Facts.Text("policy")}").ToList();
        if (copies.Count > 0)
            return thing with { Protection = Protection.Protected, By = [.. thing.By, .. copies], Reason = "" };
        return thing.Protection == Protection.Unprotected && survey.IsSilent(SourceNames.Backups)
            ? thing with { Protection = Protection.Unknown, Reason = $"{SourceNames.Backups} is not seen whole now" }
            : thing;
    }
}
