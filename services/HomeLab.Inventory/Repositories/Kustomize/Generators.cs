using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Makes the ConfigMaps and Secrets that a kustomization generates. Their names end in a hash of the content, which stays open here.</summary>
sealed class Generators(Documents documents, Declarations declarations)
{
    public void Run(ResourceSet set, MapNode kustomization, string directory)
    {
        foreach (var (field, kind) in (ReadOnlySpan<(string, string)>)[("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")])
        {
            foreach (var generator in kustomization.Maps(field))
                Generate(set, generator, kind, kustomization.Map("generatorOptions"), directory);
        }
    }

    void Generate(ResourceSet set, MapNode generator, string kind, MapNode? defaults, string directory)
    {
        if (generator.Text("name") is not { } name)
        {
            declarations.Problem(generator.At, "configMapGenerator", "MissingName", "a generator without a name");
            return;
        }
        var data = Content(generator, directory);
        if ((generator.Map("options") ?? defaults)?.Boolean("disableNameSuffixHash") != true)
        {
            declarations.Unresolved(
                UnresolvedCodes.GeneratedName, name, generator.At, $"the name of the {kind} {name} ends in a hash of its content once it is deployed");
        }
        var field = kind == "Secret" ? "stringData" : "data";
        var @namespace = generator.Text("namespace");
        if (generator.Text("behavior") is "merge" or "replace")
        {
            var index = set.Manifests.FindIndex(it => it.Kind == kind && it.IsNamed(name) && (@namespace is null || it.Namespace.Length == 0 || it.Namespace == @namespace));
            if (index < 0)
            {
                declarations.Problem(generator.At, "configMapGenerator", "PatchFailed", $"there is no {kind} {name} to {generator.Text("behavior")}");
                return;
            }
            var old = set.Manifests[index];
            var merged = generator.Text("behavior") == "merge" && old.Root.Map(field) is { } there
                ? data.Entries.Aggregate(there, (map, it) => map.With(it.Key, it.Value))
                : data;
            set.Manifests[index] = old with { Root = Marked(old.Root.With(field, merged), generator, defaults) };
            return;
        }
        var metadata = new MapNode(generator.At, [new MapEntry("name", generator.At, new TextNode(generator.At, name, false))]);
        if (@namespace is not null)
            metadata = metadata.With("namespace", new TextNode(generator.At, @namespace, false));
        set.Manifests.Add(new Manifest(Marked(new MapNode(generator.At,
        [
            new MapEntry("apiVersion", generator.At, new TextNode(generator.At, "v1", false)),
            new MapEntry("kind", generator.At, new TextNode(generator.At, kind, false)),
            new MapEntry("metadata", generator.At, metadata),
            new MapEntry(field, generator.At, data),
        ]), generator, defaults)));
    }

    static MapNode Marked(MapNode root, MapNode generator, MapNode? defaults)
    {
        foreach (var key in (ReadOnlySpan<string>)["labels", "annotations"])
        {
            if ((generator.Map("options") ?? defaults)?.Map(key) is { } pairs)
                root = Labels.Put(root, $"metadata/{key}", create: true, pairs);
        }
        return root;
    }

    MapNode Content(MapNode generator, string directory)
    {
        var data = MapNode.Empty(generator.At);
        foreach (var file in generator.Texts("files"))
        {
            var (key, written) = file.Text.Split('=', 2) is [var left, var right] ? (left, right) : (RepositoryPath.NameOf(file.Text), file.Text);
            // A directory stands for the files in it.
            foreach (var path in Paths(written, directory, file.At))
            {
                var text = documents.Text(path.Path) ?? "";
                if (declarations.Spend(NodeCost.Of(text), file.At))
                    data = data.With(path.IsInDirectory ? RepositoryPath.NameOf(path.Path) : key, new TextNode(file.At, text, false));
            }
        }
        foreach (var literal in generator.Texts("literals"))
        {
            if (literal.Text.Split('=', 2) is [var key, var value])
                data = data.With(key, new TextNode(literal.At, value.Trim('"', '\''), false));
        }
        foreach (var file in generator.Texts("envs").Concat(generator.Texts("env")))
        {
            foreach (var path in Paths(file.Text, directory, file.At))
            {
                foreach (var variable in EnvironmentFile.Read(path.Path, documents.Text(path.Path) ?? "", 1, VariableSet.Empty).Variables.Values)
                    data = data.With(variable.Name, new TextNode(variable.At, variable.Text, false));
            }
        }
        return data;
    }

    IReadOnlyList<(string Path, bool IsInDirectory)> Paths(string written, string directory, Place at)
    {
        if (RepositoryPath.Combine(directory, written) is not { } path)
        {
            declarations.Problem(at, "files", "OutsideRepository", $"{written} leads out of the repository");
            return [];
        }
        if (documents.Tree.HasDirectory(path))
            return [.. documents.Tree.In(path).Where(documents.Tree.HasFile).Select(it => (it, true))];
        if (documents.Tree.HasFile(path))
            return [(path, false)];
        declarations.Unresolved(UnresolvedCodes.FileNotInRepository, path, at, "a generator takes its content from a file that is not in the repository");
        return [];
    }
}
