using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Matching;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Repositories.Pulls;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What a pull request offers beside what is declared and what runs, of each image, chart and action.</summary>
sealed class UpdatesOffered(string id, FindingSeverity severity, string title, bool isSecurity) : FindingRule(id, severity, title, "Merge the pull request, or close it to stay where you are.")
{
    const string HelmRelease = "kubernetes/helm.toolkit.fluxcd.io/HelmRelease";

    public static IEnumerable<FindingRule> All =>
    [
        new UpdatesOffered("update.available", FindingSeverity.Info, "A pull request offers another version", isSecurity: false),
        new UpdatesOffered("update.security", FindingSeverity.Warning, "A pull request offers a version in which a known vulnerability is mended", isSecurity: true),
    ];

    public override IEnumerable<Finding> Look(Survey survey) => survey.Observations
        .Where(it => it.Kind == PullRequestResources.Kind && it.Facts.Text("isSecurity") == "true" == isSecurity)
        .SelectMany(pull => Offers(survey, pull).GroupBy(it => it.Declared, it => it.What)
            .Select(it => Found(
                it.Key is { } declared ? [declared.Address, pull.Address] : [pull.Address], $"{string.Join("; ", it)}.",
                $"{pull.Name}, open since {(pull.Facts.Text("createdAt") is { Length: > 10 } created ? created[..10] : "an unknown day")}{(it.Key is { } place ? $"; {place.Place}" : "")}",
                it.Key is { Facts.Observed: { } observed } ? Survey.SourcesOf(observed) : [])));

    static IEnumerable<(DeclaredItem? Declared, string What)> Offers(Survey survey, Observation pull)
    {
        var declared = survey.Repositories.GetValueOrDefault($"repository/{pull.Address.Split('/')[1]}")?.Items ?? [];
        foreach (var update in pull.Facts.At("updates").Items())
        {
            var (package, from, to) = (update.Text("package"), update.Text("from"), update.Text("to"));
            var places = declared.Select(it => (Item: it, Version: DeclaredVersion(it, package))).Where(it => it.Version is not null).ToList();
            foreach (var (item, version) in places)
                yield return (item, Sentence(package, RunningVersion(survey, item, package), version!, to));
            if (places.Count == 0)
                yield return (null, Sentence(package, null, from, to));
        }
    }

    static string Sentence(string package, string? running, string declared, string available) =>
        $"{package}: {(running is null ? "" : $"{running} runs, ")}{declared} is declared, {available} is available";

    static string? DeclaredVersion(DeclaredItem item, string package) => item.Kind switch
    {
        "helm/release" when IsChart(item.Spec.Text("chart"), package) => item.Spec.Text("version"),
        HelmRelease when IsChart(item.Spec.At("spec").At("chart").At("spec").Text("chart"), package) => item.Spec.At("spec").At("chart").At("spec").Text("version"),
        _ => DeclaredImages.Of(item).Select(ImageName.Parse).Where(it => it.Repository == ImageName.Plain(package)).Select(it => it.Tag).FirstOrDefault(),
    };

    static string? RunningVersion(Survey survey, DeclaredItem item, string package)
    {
        if (item.Facts.Observed is not { } address || survey.Find(address) is not { } observed)
            return null;
        return item.Kind == HelmRelease
            ? observed.Facts.At("status").At("history").Items().Select(it => it.Text("chartVersion")).FirstOrDefault()
            : observed.Images.Select(ImageName.Parse).Where(it => it.Repository == ImageName.Plain(package)).Select(it => it.Tag).FirstOrDefault();
    }

    /// <summary>A chart of an OCI registry is a package by its whole address.</summary>
    static bool IsChart(string chart, string package) => chart.Length > 0 && (chart == package || chart.EndsWith("/" + package, StringComparison.Ordinal) || package.EndsWith("/" + chart, StringComparison.Ordinal));
}
