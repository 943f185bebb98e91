using HomeLab.Inventory.Repositories.Compose;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Komodo;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Variables;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>Which stacks a repository is to be deployed as, rendered. Pure.</summary>
static class StackDeclarations
{
    const string DocumentFile = "lab.yaml";

    /// <param name="documents">Those that name the repository, by name.</param>
    public static IEnumerable<DeclaredStack> Of(RepositorySpec spec, Checkout files, RepositoryLimits limits, IReadOnlyDictionary<string, StackSpec> documents)
    {
        var options = files.Options(spec);
        var declarations = new Declarations(options, files.Revision, limits);
        var parsed = new Documents(files.Tree, declarations);
        var komodo = new KomodoReader(parsed, declarations);
        var projects = komodo.Read();
        foreach (var (name, document) in documents.OrderBy(it => it.Key, StringComparer.Ordinal))
            yield return Document(name, document);
        var owners = projects.Where(it => it.Owner.Length > 0).GroupBy(it => it.Owner).ToDictionary(it => it.Key, it => it.First());
        foreach (var table in spec.Deploy?.Komodo is null ? [] : komodo.Stacks)
        {
            var address = declarations.AddressOf($"komodo/stack/{table.Text("name")}");
            yield return new DeclaredStack(
                $"komodo/{spec.Deploy!.Komodo}", table.Text("name")!, address, owners.TryGetValue(address, out var source) ? Render(source) : Unread(table), null,
                NodeJson.Of(table), [.. table.Texts("after").Select(it => it.Text)], table.At);
        }
        var declared = projects.SelectMany(it => it.Files).ToHashSet(StringComparer.Ordinal);
        foreach (var source in spec.Deploy?.Docker is null ? [] : ComposeFiles.Undeclared(parsed, declared).Where(it => IsMeant(spec.Deploy.Folders, it.Directory)))
        {
            var rendered = Render(source);
            yield return new DeclaredStack(
                $"docker/{spec.Deploy!.Docker}", rendered.Name, declarations.AddressOf($"{source.Path}/project"), rendered, null, "", [], source.At);
        }

        RenderedStack Render(ComposeSource source, VariableSet? over = null) => StackRenderer.Render(files.Tree, options, limits, source, over ?? VariableSet.Empty);

        DeclaredStack Document(string name, StackSpec document)
        {
            var folder = RepositoryPath.Combine("", document.Folder) ?? "";
            var named = document.Files.Select(it => RepositoryPath.Combine(folder, it)).OfType<string>().ToList();
            var found = named.Count > 0 ? named : ComposeFiles.In(files.Tree, folder);
            var at = new Place(found.Count > 0 ? found[0] : folder.Length > 0 ? folder : DocumentFile, 1, 1);
            var source = new ComposeSource(
                folder, found.Count > 0 ? found : [folder.Length > 0 ? $"{folder}/compose.yaml" : "compose.yaml"], null,
                ComposeFiles.EnvironmentIn(parsed, folder), new HashSet<string>(), document.Project, $"compose/{folder}", "", at);
            return new DeclaredStack($"docker/{document.Docker}", name, $"Stack/{name}", Render(source, Given(document, at)), document, "", document.After, at);
        }
    }

    /// <summary>A secret is put in as its name, for it is not known here.</summary>
    static VariableSet Given(StackSpec document, Place at) => new(document.Environment.Select(it => new Variable(it.Key, it.Value, at, IsKnown: true))
        .Concat(document.Secrets.Keys.Select(it => new Variable(it, $"\uE000{it}\uE001", at, IsKnown: true)))
        .GroupBy(it => it.Name).ToDictionary(it => it.Key, it => it.Last()));

    static RenderedStack Unread(MapNode table) =>
        new(table.Map("config")?.Text("project_name") ?? table.Text("name")!, null, [], new HashSet<string>(), [], [], table.At);

    static bool IsMeant(IReadOnlyList<string> folders, string directory) =>
        folders.Any(it => it == "." ? directory.Length == 0 : Glob.IsMatch(it.TrimEnd('/'), directory));
}
