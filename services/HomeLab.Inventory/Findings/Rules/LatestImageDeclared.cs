namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What is built from the repository itself has no tag of anybody else's.</summary>
sealed class LatestImageDeclared() : FindingRule(
    "image.latest-declared", FindingSeverity.Warning, "An image is declared without a version",
    "Name a version or a digest: with `latest` nobody can bring back what ran yesterday.")
{
    public override IEnumerable<Finding> Look(Survey survey) => survey.Declared.Where(it => it.IsMeant)
        .Select(it => (Item: it, Images: DeclaredImages.Of(it).Where(ImageTag.IsMoving).Distinct().Order(StringComparer.Ordinal).ToList()))
        .Where(it => it.Images.Count > 0)
        .Select(it => Found(it.Item.Address, $"{string.Join(", ", it.Images)} may be another image tomorrow.", it.Item.Place));
}
