using HomeLab.Inventory.Repositories.Flux;
using HomeLab.Inventory.Repositories.Helm;
using HomeLab.Inventory.Repositories.Kustomize;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>Says what Kubernetes objects declare.</summary>
sealed class ManifestDeclarations(Declarations declarations, ClusterScope scope)
{
    readonly Dictionary<(string Kind, string Namespace, string Name), List<string>> known = [];
    readonly List<(string From, ObjectReference To)> references = [];
    readonly List<HelmDeclaration> releases = [];

    /// <summary>By kind (<c>apps/Deployment</c>), namespace and name: the addresses.</summary>
    public IReadOnlyList<string> AddressesOf(string kind, string @namespace, string name) => known.GetValueOrDefault((kind, @namespace, name)) ?? [];

    /// <param name="path">What was rendered: a directory or a file.</param>
    /// <param name="namespace">Where objects go that say none; empty: nobody says.</param>
    public void Declare(ResourceSet set, string path, string @namespace, string owner, Reach reach)
    {
        foreach (var manifest in set.Manifests)
            Declare(manifest, path, @namespace, owner, reach);
        foreach (var release in set.Releases)
            Declare(release with { Namespace = release.Namespace.Length > 0 ? release.Namespace : @namespace }, path, owner, reach);
    }

    public string AddressOf(Manifest manifest, string path, string @namespace)
    {
        var (kind, space, name) = IdentityOf(manifest, @namespace);
        return declarations.AddressOf(PathOf(path, kind, space, name));
    }

    void Declare(Manifest manifest, string path, string @namespace, string owner, Reach reach)
    {
        var (kind, space, name) = IdentityOf(manifest, @namespace);
        var address = declarations.Declare(
            PathOf(path, kind, space, name), $"kubernetes/{kind}", space, name, ManifestSpec.Of(manifest, declarations), manifest.At, owner, reach, whole: manifest.Root);
        if (!known.TryGetValue((kind, space, name), out var addresses))
            known[(kind, space, name)] = addresses = [];
        if (!addresses.Contains(address))
            addresses.Add(address);
        if (owner.Length > 0)
            declarations.Needs(owner, address, "deploys", manifest.At);
        foreach (var (host, rule, at) in ManifestHosts.Of(manifest))
        {
            if (!IsOpen(host))
                declarations.Serves(host, address, rule, at);
            else
                declarations.Unresolved(UnresolvedCodes.EnvironmentVariable, host, at, "a host name with something in it that nothing here puts in");
        }
        references.AddRange(ObjectReferences.Of(manifest, space).Concat(FluxReferences.Of(manifest)).Select(it => (address, it)));
    }

    (string Kind, string Namespace, string Name) IdentityOf(Manifest manifest, string @namespace) => (
        $"{(manifest.Group.Length == 0 ? "core" : manifest.Group)}/{manifest.Kind}",
        scope.Has(manifest) ? "" : manifest.Namespace.Length > 0 ? manifest.Namespace : @namespace,
        manifest.Name.Length > 0 ? manifest.Name : manifest.Root.TextDown("metadata", "generateName") + "*");

    static string PathOf(string path, string kind, string @namespace, string name) =>
        $"kubernetes/{path}:{kind}/{(@namespace.Length > 0 ? @namespace + "/" : "")}{name}";

    void Declare(HelmRelease release, string path, string owner, Reach reach)
    {
        var spec = new MapNode(release.At, []);
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("chart", release.Chart), ("repository", release.Repository), ("version", release.Version)])
        {
            if (value.Length > 0)
                spec = spec.With(key, new TextNode(release.At, value, false));
        }
        if (release.Values.Count > 0)
            spec = spec.With("values", HelmValues.Merge(release.Values));
        var space = release.Namespace.Length > 0 ? release.Namespace + "/" : "";
        var address = declarations.Declare(
            $"kubernetes/{path}:helm/release/{space}{release.Name}", "helm/release", release.Namespace, release.Name, spec, release.At, owner, reach);
        if (owner.Length > 0)
            declarations.Needs(owner, address, "deploys", release.At);
        Release(address, release);
    }

    /// <summary>A chart that an object of the cluster renders: said once all values can be found.</summary>
    public void Release(string address, HelmRelease release) => releases.Add(new HelmDeclaration(address, release));

    /// <summary>What only can be said when all is known.</summary>
    public void Complete()
    {
        foreach (var (from, to) in references)
        {
            // Two of the name, in two clusters: nobody can tell which is meant unless one lies in the same place.
            var found = AddressesOf(to.Kind, to.Namespace, to.Name);
            var own = found.Where(it => PlaceOf(it) == PlaceOf(from)).ToList();
            if ((own.Count == 1 ? own : found) is [var address])
                declarations.Needs(from, address, to.Rule, to.At);
            else if (to.Rule == FluxReferences.DependsOn && found.Count == 0 && !IsOpen(to.Name))
                declarations.Problem(to.At, "spec.dependsOn", "UnknownDependency", $"there is no {to.Kind} {to.Namespace}/{to.Name}, so that what waits for it waits for ever");
        }
        DependencyCycles.Report(declarations, FluxReferences.DependsOn);
        foreach (var release in releases)
            release.Declare(declarations);
    }

    /// <summary>A name with a variable or a template in it is none.</summary>
    public static bool IsOpen(string host) =>
        host.Contains("${", StringComparison.Ordinal) || host.Contains("{{", StringComparison.Ordinal) || host.Contains("[[", StringComparison.Ordinal) || host.StartsWith('$');

    static string PlaceOf(string address) => address[..(address.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? colon : 0)];
}
