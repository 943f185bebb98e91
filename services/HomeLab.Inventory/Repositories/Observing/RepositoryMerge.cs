using HomeLab.Inventory.Repositories.Documentation;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Decides what becomes of declared objects that a reading no longer holds.</summary>
/// <remarks>
/// They go where Git proves that somebody took them out, and where nothing of the reading that was read well before could hide them: a file that
/// is broken since, or a part that is left open since.
/// </remarks>
static class RepositoryMerge
{
    const int LongestChain = 50;

    /// <summary>Problems of what is read all the same.</summary>
    static readonly HashSet<string> Harmless =
        ["DeclaredTwice", PlaintextSecrets.Code, DocumentationReader.Order, DocumentationReader.Host, DocumentationReader.Link];

    /// <param name="known">What is known of the repository, without the resource that stands for it.</param>
    /// <param name="before">Of the last reading.</param>
    /// <returns>Those that stay, as they are kept.</returns>
    public static IReadOnlyList<ObservedResource> Kept(
        IReadOnlyList<ResourceState> known, RepositoryFacts before, RepositoryReading reading, RepositoryFacts now, RemovalProof proof)
    {
        var declared = reading.Objects.Select(it => it.Address).ToHashSet(StringComparer.Ordinal);
        var broken = Hiding(now).Select(it => it.File).ToHashSet(StringComparer.Ordinal);
        var newlyBroken = Hiding(now).Except(Hiding(before)).Select(it => it.File).ToHashSet(StringComparer.Ordinal);
        var (open, openBefore) = (new OpenParts(now), new OpenParts(before));
        var all = known.ToDictionary(it => it.Address, it => DeclaredFacts.Read(it.Facts)!, StringComparer.Ordinal);
        var kept = new List<ObservedResource>();
        foreach (var resource in known.Where(it => !declared.Contains(it.Address)))
        {
            var facts = all[resource.Address];
            var seen = facts.Absent?.Commit ?? before.Commit;
            var (file, deployers) = (before.FileOf(resource.Address), DeployersOf(facts, all));
            var openNow = open.About(file, deployers).ToList();
            IReadOnlyList<string> files =
            [
                .. newlyBroken.Concat(openNow.Except(openBefore.About(file, deployers)).Select(it => it.File))
                    .Concat((facts.Absent?.Files ?? []).Where(it => broken.Contains(it) || openNow.Exists(part => part.File == it)))
                    .Distinct().Order(StringComparer.Ordinal),
            ];
            var why = proof.WhyNotProven(resource.Address, seen)
                ?? (files.Count > 0 ? new Refusal("FilesRefused", $"what may declare them cannot be read since, or is left open: {string.Join(", ", files.Take(5))}", "") : null);
            if (why is not null)
                kept.Add(Keep(resource, facts with { Absent = new DeclaredAbsence(why.Code, why.Message, seen, files) }));
        }
        return kept;
    }

    /// <summary>One sentence for all of them; null: there is none.</summary>
    public static Refusal? Withheld(IReadOnlyList<ObservedResource> kept)
    {
        if (kept.Count == 0)
            return null;
        var absence = DeclaredFacts.Read(kept[0].Facts)!.Absent!;
        return new Refusal(absence.Code, $"{kept.Count} declared {(kept.Count == 1 ? "object stays" : "objects stay")}, such as {kept[0].Address}: {absence.Reason}", "");
    }

    /// <summary>Without lines, which move without anything else becoming different.</summary>
    static IEnumerable<(string File, string Path, string Code)> Hiding(RepositoryFacts facts) =>
        facts.Problems.Where(it => !Harmless.Contains(it.Code)).Select(it => (it.File, it.Path, it.Code));

    static List<string> DeployersOf(DeclaredFacts facts, Dictionary<string, DeclaredFacts> all)
    {
        var deployers = new List<string>();
        for (var at = facts; at is { Owner.Length: > 0 } && deployers.Count < LongestChain; at = all.GetValueOrDefault(at.Owner))
            deployers.Add(at.Owner);
        return deployers;
    }

    static ObservedResource Keep(ResourceState resource, DeclaredFacts facts) => new(
        resource.Address, resource.Uid, resource.Kind, resource.Name, DeclaredResources.Absent, resource.Image, new Dictionary<string, string>(), facts.Write());
}
