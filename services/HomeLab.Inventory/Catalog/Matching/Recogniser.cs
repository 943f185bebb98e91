using System.Runtime.CompilerServices;

namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>
/// Tells what an object is. A part goes before its whole; then the most telling hit decides; then what is made before what is done with it (a
/// product before a capability); then the larger number of hits.
/// </summary>
/// <remarks>Pure: the same object and catalogue always give the same answer.</remarks>
sealed class Recogniser(SystemCatalog catalog)
{
    static readonly string[] Kinds = ["component", "product", "implied", "external-service", "cli", "capability"];

    readonly IReadOnlyList<(CatalogEntry Entry, IReadOnlyList<MatcherTest> Tests)> systems =
        [.. catalog.Entries.Values.Select(it => (it, (IReadOnlyList<MatcherTest>)[.. it.Spec.Recognise.Select((matcher, index) => new MatcherTest(matcher, index))]))];

    /// <summary>An object that did not change is not asked again.</summary>
    readonly ConditionalWeakTable<Observation, IReadOnlyList<Claim>> known = [];

    /// <summary>Every hit, sufficient or not, by system.</summary>
    public IReadOnlyList<Claim> Claims(Observation observation) => known.GetValue(observation, Ask);

    IReadOnlyList<Claim> Ask(Observation observation)
    {
        var claims = new List<Claim>();
        foreach (var (entry, tests) in systems)
        {
            List<Evidence>? evidence = null;
            foreach (var test in tests)
            {
                if (test.Ask(observation) is { } hit)
                    (evidence ??= []).Add(hit);
            }
            if (evidence is not null)
                claims.Add(new Claim(entry, evidence));
        }
        return claims;
    }

    public Recognition Recognise(Observation observation)
    {
        var claims = Claims(observation);
        var sufficient = claims.Where(it => it.IsSufficient).ToList();
        if (sufficient.Count == 0)
            return new Recognition.Unclassified(claims);
        var best = Best(sufficient);
        return best is [var only]
            ? new Recognition.Recognised(only.Entry, only.Evidence, Ownership.Of(observation, only, claims))
            : new Recognition.Tied(best);
    }

    List<Claim> Best(List<Claim> claims)
    {
        // A part is within its whole, whatever else shows the whole: a Ceph monitor runs Ceph's image.
        var parts = claims.Where(it => it is { Entry.Spec.Kind: "component", Specificity: > Specificity.General }).ToList();
        claims.RemoveAll(whole => parts.Exists(part => part != whole && catalog.Needs(part.Entry.Id).Contains(whole.Entry.Id)));
        var specific = claims.Max(it => it.Specificity);
        claims = claims.FindAll(it => it.Specificity == specific);
        var first = claims.Min(it => Array.IndexOf(Kinds, it.Entry.Spec.Kind));
        claims = claims.FindAll(it => Array.IndexOf(Kinds, it.Entry.Spec.Kind) == first);
        if (claims.Count > 1)
        {
            var most = claims.Max(it => it.Evidence.Count(hit => hit.Strength != "hint"));
            claims = claims.FindAll(it => it.Evidence.Count(hit => hit.Strength != "hint") == most);
        }
        return claims;
    }
}
