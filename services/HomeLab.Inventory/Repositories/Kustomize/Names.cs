using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Changes names, and what refers to them.</summary>
static class Names
{
    static readonly HashSet<string> Kept = ["CustomResourceDefinition", "APIService", "Namespace"];

    public static void Affix(ResourceSet set, string prefix, string suffix)
    {
        var renamed = new Dictionary<(string Kind, string Namespace, string Name), string>();
        for (var i = 0; i < set.Manifests.Count; i++)
        {
            var manifest = set.Manifests[i];
            if (Kept.Contains(manifest.Kind))
                continue;
            var name = $"{prefix}{manifest.Name}{suffix}";
            foreach (var former in manifest.Formerly.Append(manifest.Name))
                renamed.TryAdd((manifest.Kind, manifest.Namespace, former), name);
            set.Manifests[i] = manifest.Named(name);
        }
        set.Change(_ => true, manifest => manifest with
        {
            Root = (MapNode)NameReferences.Change(manifest.Root, manifest.Kind, (kind, name, at) => renamed.GetValueOrDefault((kind, at ?? manifest.Namespace, name), name)),
        });
    }

    /// <summary>Puts all objects into a namespace, a Namespace object becoming it.</summary>
    public static void Move(ResourceSet set, string @namespace)
    {
        var accounts = set.Manifests.Where(it => it.Kind == "ServiceAccount").Select(it => it.Name).Append("default").ToHashSet();
        set.Change(_ => true, manifest => manifest.Kind == "Namespace" ? manifest.Named(@namespace)
            : ClusterScope.IsBuiltIn(manifest) ? Subjects(manifest, accounts, @namespace)
            : Subjects(manifest.In(@namespace), accounts, @namespace));
        for (var i = 0; i < set.Releases.Count; i++)
            set.Releases[i] = set.Releases[i] with { Namespace = @namespace };
    }

    static Manifest Subjects(Manifest manifest, HashSet<string> accounts, string @namespace)
    {
        if (manifest.Kind is not ("RoleBinding" or "ClusterRoleBinding") || manifest.Root.Find("subjects") is not ListNode subjects)
            return manifest;
        return manifest with
        {
            Root = manifest.Root.With("subjects", subjects with
            {
                Items = [.. subjects.Items.Select(it => it is MapNode subject && subject.Text("kind") == "ServiceAccount" && accounts.Contains(subject.Text("name") ?? "")
                    ? subject.With("namespace", new TextNode(subject.At, @namespace, false))
                    : it)],
            }),
        };
    }
}
