using System.Globalization;
using HomeLab.Inventory.Repositories.Helm;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Templates;

/// <summary>Reads the releases of a helmfile and their order. Its templates are not executed.</summary>
/// <remarks>https://helmfile.readthedocs.io/en/latest/#configuration</remarks>
sealed class HelmfileReader(Documents documents, Declarations declarations)
{
    public void Read()
    {
        var position = 0;
        foreach (var path in documents.Tree.Files.Select(it => it.Path).Where(IsOne).ToList())
        {
            if (documents.Find(path) is not { } file)
                continue;
            if (file.Broken is not null)
            {
                declarations.Unresolved(UnresolvedCodes.Template, path, new Place(path, 1, 1), "a helmfile that is YAML only after its templates were executed");
                continue;
            }
            foreach (var release in file.Documents.OfType<MapNode>().SelectMany(it => it.Maps("releases")))
                Declare(path, release, position++);
        }
    }

    static bool IsOne(string path)
    {
        var name = RepositoryPath.NameOf(path);
        return (RepositoryPath.IsYaml(path) || path.EndsWith(".yaml.gotmpl", StringComparison.Ordinal))
            && (name.StartsWith("helmfile.", StringComparison.Ordinal) || RepositoryPath.DirectoryOf(path) is var directory && RepositoryPath.NameOf(directory) is "helmfile.d" or "helmfile");
    }

    void Declare(string path, MapNode release, int position)
    {
        if (release.Text("name") is not { } name)
            return;
        var @namespace = release.Text("namespace") ?? "";
        var spec = release.Without("values").Without("set").Without("secrets").With(
            "order", new TextNode(release.At, position.ToString(CultureInfo.InvariantCulture), true));
        var address = declarations.Declare(PathOf(path, @namespace, name), "helm/release", @namespace, name, spec, release.At, "", Reach.Whole);
        foreach (var need in release.Texts("needs"))
        {
            // context/namespace/name, namespace/name or name
            var parts = need.Text.Split('/');
            declarations.Needs(
                address, declarations.AddressOf(PathOf(path, parts.Length > 1 ? parts[^2] : @namespace, parts[^1])), "helmfile.needs", need.At);
        }
        foreach (var values in release.Texts("values").Where(it => it.Text.EndsWith(".gotmpl", StringComparison.Ordinal) || it.Text.Contains("{{", StringComparison.Ordinal)))
            declarations.Unresolved(UnresolvedCodes.Template, values.Text, values.At, $"values of {name} that a template makes");
        new HelmDeclaration(address, new HelmRelease(
            name, @namespace, release.Text("chart") ?? "", "", release.Text("version") ?? "", [.. release.Maps("values")], release.At)).Declare(declarations);
    }

    static string PathOf(string path, string @namespace, string name) => $"helmfile/{path}:{(@namespace.Length > 0 ? @namespace + "/" : "")}{name}";
}
