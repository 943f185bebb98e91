using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>Tells whose own instance a database or cache is, so that an application's Redis does not pass for one that all share.</summary>
static class Ownership
{
    /// <returns>A system's id, or the Compose project where no system is known by it; null: it is its own.</returns>
    public static string? Of(Observation observation, Claim winner, IReadOnlyList<Claim> claims)
    {
        if (!winner.Entry.Spec.IsEmbeddable)
            return null;
        var other = claims.Where(it => it != winner && !it.Entry.Spec.IsEmbeddable && it.Entry.Spec.Kind is "product" or "component")
            .OrderByDescending(it => it.Specificity).FirstOrDefault(it => it.Evidence.Any(hit => hit.Specificity is not Specificity.General));
        if (other is not null)
            return other.Entry.Id;
        var isOwnProject = observation.Project.Length == 0 || observation.Project == winner.Entry.Id
            || winner.Entry.Spec.Recognise.Any(it => it.Match == "compose" && Glob.IsMatch(it.Project!, observation.Project));
        return isOwnProject ? null : observation.Project;
    }
}
