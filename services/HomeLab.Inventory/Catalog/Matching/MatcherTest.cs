using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>One matcher, ready to be asked of many objects.</summary>
sealed class MatcherTest
{
    static readonly HashSet<string> ReleaseLabels =
        ["app.kubernetes.io/part-of", "app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "helm.sh/chart", "release"];

    readonly MatcherSpec matcher;
    readonly int index;
    readonly Func<Observation, (Specificity, string)?> ask;

    public MatcherTest(MatcherSpec matcher, int index)
    {
        this.matcher = matcher;
        this.index = index;
        ask = matcher.Match switch
        {
            "crd" => Crd,
            "resource" => Resource(KubernetesObservation.GroupOf(matcher.ApiVersion!), [.. (matcher.Where ?? []).Select(it => new Criterion(it))]),
            "label" => Label,
            "image" => Image([.. matcher.Globs!.Select(ImageName.Plain)]),
            "workload" => it => it.IsWorkload && matcher.Kinds!.Contains(it.Kind) ? Named(it, Specificity.Name) : null,
            "namespace" => it => First(matcher.Names!, it.Namespace) is { } hit ? (Specificity.Surroundings, hit) : null,
            "csiDriver" => it => it is { Kind: "CSIDriver", ApiGroup: "storage.k8s.io" } ? Named(it, Specificity.Kind) : null,
            "provisioner" => it => it is { Kind: "StorageClass", ApiGroup: "storage.k8s.io" }
                && First(matcher.Globs!, (string?)it.Facts["provisioner"]) is { } hit ? (Specificity.Content, hit) : null,
            "compose" => it => it.Project.Length > 0 && Glob.IsMatch(matcher.Project!, it.Project) && First(matcher.Services!, it.Service) is not null
                ? (Specificity.Name, $"{it.Project}/{it.Service}") : null,
            "proxmox" => Proxmox,
            "api" => it => it.Kind == "url" && First(matcher.Urls!, it.Name) is { } hit ? (Specificity.Kind, hit) : null,
            "endpoint" => it => it.Ports.Contains(matcher.Port!.Value) ? (Specificity.Surroundings, $"{it.Name}:{matcher.Port}") : null,
            "file" => File,
            _ => _ => null,
        };
    }

    public Evidence? Ask(Observation observation) => ask(observation) is not var (specificity, value)
        ? null
        : new Evidence(index, matcher.Match, matcher.Strength, matcher.IsGeneral ? Specificity.General : specificity, value);

    (Specificity, string)? Crd(Observation it)
    {
        if (it.Platform != Platform.Kubernetes)
            return null;
        if (it.ApiGroup == matcher.ApiGroup && First(matcher.Kinds!, it.Kind) is { } kind)
            return (Specificity.Kind, $"{kind}.{it.ApiGroup}");
        // Another chart may have brought the definition alone.
        return !matcher.NeedsObject && it is { Kind: "CustomResourceDefinition", ApiGroup: "apiextensions.k8s.io" }
            && it.Name.Split('.', 2) is [var plural, var group] && group == matcher.ApiGroup && matcher.Kinds!.Any(name => IsPlural(plural, name))
                ? (Specificity.Kind, $"definition {it.Name}") : null;
    }

    // A definition's name is all that is kept of it.
    static bool IsPlural(string plural, string kind)
    {
        var lower = kind.ToLowerInvariant();
        return plural == lower || plural == lower + "s" || plural == lower + "es" || (lower.EndsWith('y') && plural == lower[..^1] + "ies");
    }

    Func<Observation, (Specificity, string)?> Resource(string group, IReadOnlyList<Criterion> where) => it =>
    {
        if (it.Platform != Platform.Kubernetes || it.Kind != matcher.Kind || it.ApiGroup != group)
            return null;
        if (where.Count == 0)
            return (Specificity.Kind, it.Kind);
        var hits = where.Select(criterion => criterion.Find(it.Facts)).ToList();
        return hits.TrueForAll(hit => hit is not null) ? (Specificity.Content, string.Join(", ", hits)) : null;
    };

    (Specificity, string)? Label(Observation it)
    {
        foreach (var labels in new[] { it.Labels, it.PodLabels })
        {
            if (labels.TryGetValue(matcher.Key!, out var value) && matcher.Values!.FirstOrDefault(glob => Glob.IsMatch(glob, value)) is { } glob)
            {
                var specificity = ReleaseLabels.Contains(matcher.Key!) ? Specificity.Release
                    : Glob.IsLiteral(glob) ? Specificity.Label : Specificity.PatternLabel;
                return (specificity, $"{matcher.Key}={value}");
            }
        }
        return null;
    }

    static Func<Observation, (Specificity, string)?> Image(IReadOnlyList<string> globs) => it =>
    {
        (Specificity, string)? best = null;
        foreach (var image in it.Images)
        {
            var repository = ImageName.Parse(image).Repository;
            if (globs.FirstOrDefault(glob => Glob.IsLiteral(glob) && glob == repository) is not null)
                return (Specificity.Image, image);
            if (globs.Any(glob => Glob.IsMatch(glob, repository)))
                best ??= (Specificity.PatternImage, image);
        }
        return best;
    };

    (Specificity, string)? Proxmox(Observation it)
    {
        var isKind = matcher.Type is null ? it.Kind is "qemu" or "lxc" : it.Kind == matcher.Type;
        if (it.Platform != Platform.Proxmox || !isKind || !(matcher.Tags ?? []).All(it.Tags.Contains))
            return null;
        return matcher.Names is not null ? Named(it, Specificity.Name) : (Specificity.Name, string.Join(' ', [it.Kind, .. matcher.Tags ?? []]));
    }

    (Specificity, string)? File(Observation it) => it.Kind == "file" && matcher.Globs!.Any(glob => Glob.IsPathMatch(glob, it.Name))
        && (matcher.Contains is null || matcher.Contains.Any(text => it.Text.Contains(text, StringComparison.Ordinal)))
            ? (matcher.Contains is null ? Specificity.Kind : Specificity.Content, it.Name) : null;

    (Specificity, string)? Named(Observation it, Specificity specificity) =>
        First(matcher.Names!, it.Name) is { } hit ? (specificity, $"{it.Kind} {hit}") : null;

    static string? First(IReadOnlyList<string> globs, string? text) => text is { Length: > 0 } && globs.Any(glob => Glob.IsMatch(glob, text)) ? text : null;
}
