using HomeLab.Inventory.Catalog;

namespace HomeLab.Inventory.Findings.Rules;

sealed class LatestImageRunning() : FindingRule(
    "image.latest-running", FindingSeverity.Info, "Something runs an image without a version",
    "Name a version or a digest where it is declared: nobody can tell which image this is.")
{
    public override IEnumerable<Finding> Look(Survey survey) => survey.Observations.Where(it => it.IsWorkload && it.Platform is Platform.Kubernetes or Platform.Docker && !it.HasOwner)
        .Select(it => (Object: it, Images: it.Images.Where(ImageTag.IsMoving).Distinct().Order(StringComparer.Ordinal).ToList()))
        .Where(it => it.Images.Count > 0)
        .Select(it => Found(it.Object.Address, $"It runs {string.Join(", ", it.Images)}.", "no tag, or `latest`"));
}
