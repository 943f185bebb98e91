using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>Finds the Compose projects that nobody declares, by the names that Compose looks for.</summary>
static class ComposeFiles
{
    static readonly string[] Names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    static readonly string[] Overrides = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>The files that Compose takes in a directory when nobody names any; empty: none.</summary>
    public static IReadOnlyList<string> In(RepositoryTree tree, string directory)
    {
        if (Names.Select(Path).FirstOrDefault(tree.HasFile) is not { } main)
            return [];
        return Overrides.Select(Path).FirstOrDefault(tree.HasFile) is { } over ? [main, over] : [main];

        string Path(string name) => directory.Length == 0 ? name : $"{directory}/{name}";
    }

    /// <param name="declared">Directories and files that are part of a project already.</param>
    public static IEnumerable<ComposeSource> Undeclared(Documents documents, IReadOnlySet<string> declared)
    {
        var directories = documents.Tree.Files.Where(it => Names.Contains(RepositoryPath.NameOf(it.Path))).Select(it => RepositoryPath.DirectoryOf(it.Path)).Distinct();
        foreach (var directory in directories)
        {
            var files = In(documents.Tree, directory);
            if (files.Any(declared.Contains))
                continue;
            yield return new ComposeSource(
                directory, files, null, EnvironmentIn(documents, directory), new HashSet<string>(), null, $"compose/{directory}", "",
                new Place(files[0], 1, 1));
        }
    }

    public static VariableSet EnvironmentIn(Documents documents, string directory)
    {
        var path = directory.Length == 0 ? ".env" : $"{directory}/.env";
        return documents.Text(path) is { } text ? EnvironmentFile.Read(path, text, 1, VariableSet.Empty) : VariableSet.Empty;
    }
}
