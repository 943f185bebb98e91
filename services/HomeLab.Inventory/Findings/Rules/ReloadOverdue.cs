using System.Globalization;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Kubernetes;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Pods that are older than what they were configured with. Reloader changes the pod template, and so makes them anew.</summary>
sealed class ReloadOverdue() : FindingRule(
    "reloader.not-reloaded", FindingSeverity.Warning, "A workload runs with what its Secret or ConfigMap held before",
    "See whether Reloader runs and watches the namespace; `kubectl rollout restart` brings in what it missed.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var pods = survey.Kubernetes("", "Pod").Where(IsRunning).ToLookup(it => survey.ControllerOf(it.Address));
        return
            from workload in survey.Kubernetes("apps", "Deployment").Concat(survey.Kubernetes("apps", "StatefulSet")).Concat(survey.Kubernetes("apps", "DaemonSet"))
            let wish = new ReloadWish(workload)
            where wish.IsAny
            from content in wish.Of(survey, pods[workload.Address])
            let changed = Time(content.Facts.Text(FieldManagers.ContentChanged))
            let old = pods[workload.Address].Where(it => Time(it.Facts.At("metadata").Text("creationTimestamp")) < changed).ToList()
            where old.Count > 0
            select Found(
                [workload.Address, content.Address],
                $"{old.Count} of its {pods[workload.Address].Count()} running pods began before {content.Kind} {content.Name} changed.",
                $"changed at {changed:yyyy-MM-dd HH:mm:ss} UTC; {old[0].Name} is of {old[0].Facts.At("metadata").Text("creationTimestamp")}, of the pod template {Template(old[0])}",
                Survey.SourcesOf(old[0].Address));
    }

    static bool IsRunning(Observation pod) => pod.Facts.At("status").Text("phase") == "Running" && pod.Facts.At("metadata").At("deletionTimestamp") is null;

    static string Template(Observation pod) =>
        pod.Labels.GetValueOrDefault("pod-template-hash") ?? pod.Labels.GetValueOrDefault("controller-revision-hash") ?? "of its workload";

    static DateTime? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;
}
