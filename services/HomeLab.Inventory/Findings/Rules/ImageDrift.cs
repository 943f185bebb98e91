using HomeLab.Inventory.Catalog.Matching;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A declared image with a variable in it is not known, and one that moves is what it is.</summary>
sealed class ImageDrift() : FindingRule(
    "drift.image", FindingSeverity.Warning, "What runs is another version than what is declared",
    "Deploy what the repository says, or write into it what runs.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(15);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Declared
        .Select(it => (Declared: it, Observed: it.Facts.Observed is { } address ? survey.Find(address) : null))
        .Where(it => it.Observed is not null)
        .Select(it => (it.Declared, Observed: it.Observed!, Images: DeclaredImages.Of(it.Declared).Where(IsKnown).ToList()))
        .Where(it => it.Images.Count > 0)
        .SelectMany(it => it.Observed.Images
            .Select(running => (it.Declared, it.Observed, Running: running, Wanted: it.Images.FirstOrDefault(image => Repository(image) == Repository(running)))))
        .Where(it => it.Wanted is not null && ImageName.Parse(it.Wanted) != ImageName.Parse(it.Running))
        .Select(it => Found([it.Observed.Address], $"It runs {it.Running}, and {it.Wanted} is declared.", it.Declared.Place, Survey.SourcesOf(it.Declared.Address)));

    static bool IsKnown(string image) =>
        !image.Contains("${", StringComparison.Ordinal) && !image.Contains("[[", StringComparison.Ordinal) && ImageName.Parse(image).Tag.Length > 0;

    static string Repository(string image) => ImageName.Parse(image).Repository;
}
