using HomeLab.Inventory.Catalog.Matching;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>
/// Judges a system by its entry: as bad as the worst that applies. A probe of which nothing is there, or that nobody asked, says nothing.
/// </summary>
static class SystemHealth
{
    static readonly string[] Switches = ["suspend", "suspended", "paused"];

    /// <param name="own">What was recognised as the system.</param>
    /// <param name="site">Everything of the system's site: probes look at objects of other owners too, such as certificates.</param>
    public static HealthVerdict Judge(
        CatalogEntry entry, IReadOnlyList<Observation> own, SiteIndex site, IReadOnlyList<ProbeReading> readings, DateTimeOffset now)
    {
        // What shows that a service outside is used runs here, and says nothing of how that service is.
        var workloads = entry.Spec.Kind == "external-service" ? [] : own.Where(it => it.IsWorkload && !it.HasOwner || it.Platform == Platform.Proxmox);
        var signals = workloads.Select(WorkloadHealth.Judge).OfType<HealthSignal>().ToList();
        foreach (var probe in entry.Spec.Health)
        {
            signals.AddRange(probe.Probe switch
            {
                "condition" => site.OfKind(probe.ApiVersion!, probe.Kind!).Where(it => IsMeant(probe, it)).Select(it => Paused(it) ?? ConditionRule.Judge(probe, it)),
                "field" => site.OfKind(probe.ApiVersion!, probe.Kind!).Where(it => IsMeant(probe, it)).Select(it => Paused(it) ?? FieldRule.Judge(probe, it, now)),
                "workload" => site.OfKind(probe.Kind!).Where(it => IsMeant(probe, it)).Select(WorkloadHealth.Judge).OfType<HealthSignal>(),
                _ => readings.Where(it => it.Probe == probe.Probe && it.Key == AnswerRule.KeyOf(probe)).Select(it => AnswerRule.Judge(probe, it, now)),
            });
        }
        return HealthVerdict.Of(signals.Distinct());
    }

    static bool IsMeant(ProbeSpec probe, Observation it) =>
        (probe.Namespace is null || Glob.IsMatch(probe.Namespace, it.Namespace))
        && (probe.ObjectName is null || Glob.IsMatch(probe.ObjectName, it.Name))
        && (probe.Image is null || it.Images.Any(image => Glob.IsMatch(probe.Image, ImageName.Parse(image).Repository)))
        && (probe.Select ?? []).All(selector => IsSelected(selector, it))
        && (probe.Where ?? []).All(criterion => new Criterion(criterion).Find(it.Facts) is not null);

    static bool IsSelected(string selector, Observation it)
    {
        var at = selector.IndexOf('=', StringComparison.Ordinal);
        var (key, glob) = (selector[..at], selector[(at + 1)..]);
        return new[] { it.Labels, it.PodLabels }.Any(labels => labels.TryGetValue(key, out var value) && Glob.IsMatch(glob, value));
    }

    /// <summary>Flux, VolSync, Argo CD and others leave what is suspended as it last was: that is no failure, and no health.</summary>
    static HealthSignal? Paused(Observation it) =>
        Switches.Any(key => it.Facts["spec"]?[key] is { } value && value.ToString() == "true")
            ? new HealthSignal("suspended", it.Address, HealthState.Paused, "Suspended", $"{it.Kind} {it.Name} is suspended")
            : null;
}
