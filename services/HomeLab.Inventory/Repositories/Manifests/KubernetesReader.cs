using HomeLab.Inventory.Repositories.Argo;
using HomeLab.Inventory.Repositories.Flux;
using HomeLab.Inventory.Repositories.Kustomize;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>Reads what a repository declares for clusters: what is deployed by something in it, what is whole, and what only lies there.</summary>
/// <remarks>
/// First everything is rendered, from the kustomizations and files that nothing takes in, through whatever <c>Application</c>s and
/// <c>Kustomization</c>s come out of them. Then variables are substituted, for a ConfigMap may come out of anything, and all is declared.
/// </remarks>
sealed class KubernetesReader
{
    readonly Documents documents;
    readonly Declarations declarations;
    readonly RepositoryLayout layout;
    readonly ManifestDeclarations manifests;
    readonly KustomizeBuild build;
    readonly ArgoApplications applications;
    readonly ApplicationSets applicationSets;
    readonly FluxKustomizations kustomizations;
    readonly List<Rendering> renderings = [];
    readonly Queue<(Manifest Deployer, string Owner, Reach Reach)> waiting = new();
    readonly HashSet<(Place At, string Name, string Owner)> queued = [];
    readonly HashSet<Place> seen = [];
    readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);
    List<Deployment> deployed = [];

    public KubernetesReader(Documents documents, Declarations declarations)
    {
        (this.documents, this.declarations) = (documents, declarations);
        layout = new RepositoryLayout(documents);
        manifests = new ManifestDeclarations(declarations, new ClusterScope(layout.Manifests));
        build = new KustomizeBuild(documents, declarations);
        applications = new ArgoApplications(documents, declarations);
        applicationSets = new ApplicationSets(documents, declarations);
        kustomizations = new FluxKustomizations(documents, declarations, layout.Manifests);
    }

    public void Read()
    {
        var deployers = layout.Manifests.Where(IsDeployer).ToList();
        deployed = deployers.SelectMany(it => DeploymentsOf(it, isReported: false)).ToList();
        foreach (var directory in layout.Roots(deployed))
            Render(new Rendering(directory, build.Build(directory, null, new Place(KustomizationFiles.In(documents.Tree, directory)!, 1, 1)), "", "", Reach.Whole, null));
        foreach (var file in layout.Loose(deployed))
            Render(new Rendering(file, build.BuildFiles([file], [], null, "", new Place(file, 1, 1)), "", "", Reach.Loose, null));
        foreach (var (file, isTemplate) in layout.Broken)
        {
            if (isTemplate)
                declarations.Unresolved(UnresolvedCodes.Template, file.Path, new Place(file.Path, 1, 1), "manifests that are YAML only after a template was executed");
            else
                documents.Report(file);
        }
        Deploy();
        // What is left deploys itself, as the first of Flux does, or something around it that does.
        foreach (var deployer in RepositoryLayout.OutermostFirst(deployers, it => DeploymentsOf(it, isReported: false)))
        {
            if (seen.Contains(deployer.At))
                continue;
            var own = DeploymentsOf(deployer, isReported: false).FirstOrDefault(it => RepositoryPath.IsWithin(deployer.At.File, it.Path));
            if (own is not null)
            {
                // It will come out of what it deploys, under this address.
                Enqueue(deployer, manifests.AddressOf(deployer, own.Path, own.Namespace), Reach.Owned);
                Deploy();
            }
            if (!seen.Contains(deployer.At))
                Render(new Rendering(deployer.At.File, Only(deployer), "", "", Reach.Whole, null));
            Deploy();
        }
        // Kustomizations that only each other take in are a circle, which building one of them tells.
        foreach (var directory in layout.Kustomizations.Where(it => !build.Built.Contains(it)))
            Render(new Rendering(directory, build.Build(directory, null, new Place(KustomizationFiles.In(documents.Tree, directory)!, 1, 1)), "", "", Reach.Whole, null));
        Deploy();
        Declare();
    }

    static ResourceSet Only(Manifest manifest)
    {
        var set = new ResourceSet();
        set.Manifests.Add(manifest);
        return set;
    }

    static bool IsDeployer(Manifest manifest) => ArgoApplications.IsOne(manifest) || ApplicationSets.IsOne(manifest) || FluxKustomizations.IsOne(manifest);

    IEnumerable<Deployment> DeploymentsOf(Manifest deployer, bool isReported) =>
        ArgoApplications.IsOne(deployer) ? applications.Of(deployer, isReported)
        : ApplicationSets.IsOne(deployer) ? applicationSets.Of(deployer, isReported).SelectMany(it => applications.Of(it, isReported))
        : kustomizations.Of(deployer, isReported) is { } deployment ? [deployment]
        : [];

    void Render(Rendering rendering)
    {
        // The same directory may be deployed twice, to two clusters.
        if (owners.TryGetValue(rendering.Path, out var owner) && owner != rendering.Owner && rendering.Owner.Length > 0)
            rendering = rendering with { Path = $"{rendering.Path}@{rendering.Owner[(rendering.Owner.LastIndexOf(':') + 1)..]}" };
        else
            owners.TryAdd(rendering.Path, rendering.Owner);
        Take(rendering);
    }

    void Take(Rendering rendering)
    {
        renderings.Add(rendering);
        foreach (var manifest in rendering.Set.Manifests.Where(IsDeployer).ToList())
        {
            seen.Add(manifest.At);
            var reach = ReachOf(manifest, rendering);
            Enqueue(manifest, manifests.AddressOf(manifest, rendering.Path, rendering.Namespace), reach);
            if (!ApplicationSets.IsOne(manifest))
                continue;
            // What a set makes belongs to it.
            var made = new ResourceSet();
            made.Manifests.AddRange(applicationSets.Of(manifest, isReported: true));
            if (made.Manifests.Count > 0)
                Take(new Rendering(rendering.Path, made, rendering.Namespace, manifests.AddressOf(manifest, rendering.Path, rendering.Namespace), reach, null));
        }
    }

    /// <summary>
    /// Of what a deployer deploys. One in a file that only lies there was applied by hand, as the first one of many labs; but not where it lies in what
    /// something deploys, which left it out.
    /// </summary>
    Reach ReachOf(Manifest deployer, Rendering rendering) =>
        rendering.Reach == Reach.Loose && (rendering.Owner.Length > 0 || deployed.Exists(it => RepositoryPath.IsWithin(deployer.At.File, it.Path)))
            ? Reach.Loose
            : Reach.Owned;

    void Enqueue(Manifest deployer, string address, Reach reach)
    {
        if (queued.Add((deployer.At, deployer.Name, address)))
            waiting.Enqueue((deployer, address, reach));
    }

    void Deploy()
    {
        while (waiting.TryDequeue(out var next))
        {
            if (ApplicationSets.IsOne(next.Deployer))
                continue;
            foreach (var deployment in DeploymentsOf(next.Deployer, isReported: true))
            {
                var set = KustomizationFiles.In(documents.Tree, deployment.Path) is not null
                    ? build.Build(deployment.Path, deployment.Overlay, next.Deployer.At)
                    : build.BuildFiles(layout.PlainIn(deployment, out var directories), directories, deployment.Overlay, deployment.Path, next.Deployer.At);
                if (renderings.Count < declarations.Limits.MaxRenders)
                    Render(new Rendering(deployment.Path, set, deployment.Namespace, next.Owner, next.Reach, deployment.PostBuild is null ? null : next.Deployer, deployment.PostBuild));
            }
        }
    }

    void Declare()
    {
        var all = layout.Manifests.Where(it => it.Is("", "ConfigMap")).ToList();
        var variables = new FluxVariables(declarations, [ConfigMaps(Reach.Owned), ConfigMaps(Reach.Whole), all]);
        foreach (var rendering in renderings)
        {
            if (rendering.Substitutes is { } kustomization && rendering.PostBuild is { Entries.Count: > 0 } postBuild)
            {
                var substitution = new FluxSubstitution(variables.Of(kustomization, postBuild), declarations, kustomization.Name);
                rendering.Set.Change(_ => true, substitution.Apply);
            }
            manifests.Declare(rendering.Set, rendering.Path, rendering.Namespace, rendering.Owner, rendering.Reach);
        }
        foreach (var rendering in renderings)
        {
            foreach (var manifest in rendering.Set.Manifests)
                DeclareReleases(manifest, manifests.AddressOf(manifest, rendering.Path, rendering.Namespace));
        }
        manifests.Complete();
    }

    List<Manifest> ConfigMaps(Reach reach) =>
        [.. renderings.Where(it => it.Reach == reach).SelectMany(it => it.Set.Manifests).Where(it => it.Is("", "ConfigMap"))];

    void DeclareReleases(Manifest manifest, string address)
    {
        if (ArgoApplications.IsOne(manifest))
        {
            foreach (var release in applications.ReleasesOf(manifest))
                manifests.Release(address, release);
        }
        else if (FluxReferences.IsRelease(manifest))
        {
            manifests.Release(address, FluxReferences.ReleaseOf(manifest, ValuesFrom(manifest)));
        }
    }

    IEnumerable<MapNode> ValuesFrom(Manifest release)
    {
        foreach (var from in release.Spec?.Maps("valuesFrom") ?? [])
        {
            var (kind, name) = (from.Text("kind"), from.Text("name") ?? "");
            var maps = FluxVariables.Named([ConfigMaps(Reach.Owned), ConfigMaps(Reach.Whole)], release.Namespace, name);
            if (kind == "ConfigMap" && maps is [var map] && (map.Root.Down("data", from.Text("valuesKey") ?? "values.yaml") as TextNode) is { } text && from.Text("targetPath") is null)
            {
                foreach (var values in YamlFile.Read(text.At.File, new string('\n', text.At.Line) + text.Text, declarations.Limits).Documents.OfType<MapNode>())
                    yield return values;
            }
            else if (kind != "ConfigMap" || maps.Count > 0 || from.Boolean("optional") != true)
            {
                declarations.Unresolved(UnresolvedCodes.Substitution, $"{kind} {name}", from.At, $"the release {release.Name} takes values from it that are not known here");
            }
        }
    }
}
