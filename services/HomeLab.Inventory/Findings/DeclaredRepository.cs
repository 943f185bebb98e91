using System.Globalization;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Findings;

/// <summary>What a repository declares, as it is remembered.</summary>
sealed record DeclaredRepository(IReadOnlyList<DeclaredItem> Items, IReadOnlyList<OpenPoint> Unresolved, IReadOnlyList<Problem> Problems)
{
    /// <param name="resources">Of one repository's source. What is only kept because its removal is not proven is left out.</param>
    public static DeclaredRepository Of(IReadOnlyCollection<ResourceState> resources)
    {
        var facts = RepositoryFacts.Read(resources.FirstOrDefault(it => it.Kind == DeclaredResources.RepositoryKind)?.Facts);
        var items = resources.Where(it => it.Kind != DeclaredResources.RepositoryKind && it.State == DeclaredResources.Declared)
            .Select(it => DeclaredFacts.Read(it.Facts) is { } declared ? Item(it, declared, facts) : null).OfType<DeclaredItem>();
        return new DeclaredRepository([.. items.OrderBy(it => it.Address, StringComparer.Ordinal)], facts.Unresolved, facts.Problems);
    }

    static DeclaredItem Item(ResourceState resource, DeclaredFacts declared, RepositoryFacts facts) => new(
        resource.Address, resource.Kind, declared.Namespace.Length > 0 && resource.Name.StartsWith(declared.Namespace + "/", StringComparison.Ordinal) ? resource.Name[(declared.Namespace.Length + 1)..] : resource.Name,
        facts.FileOf(resource.Address), LineOf(facts, resource.Address), declared);

    static int LineOf(RepositoryFacts facts, string address) =>
        facts.Places.TryGetValue(address, out var place) && place.Split(':') is [.., var line, _] && int.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
