using HomeLab.Inventory.Repositories.Compose;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Komodo;

/// <summary>Finds the Compose project that a stack deploys.</summary>
/// <remarks>
/// Komodo takes the files of the host before those of a linked repository, these before those of its own, and its text last. It writes
/// <c>environment</c> into <c>env_file_path</c> and hands that file over after the additional ones, so that it wins.
/// </remarks>
sealed class KomodoStacks(Documents documents, Declarations declarations, IEnumerable<MapNode> repositories)
{
    readonly Dictionary<string, MapNode> repositories = repositories.Where(it => it.Text("name") is not null && it.Map("config") is not null)
        .GroupBy(it => it.Text("name")!, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.First().Map("config")!, StringComparer.Ordinal);

    /// <summary>Null where its files are not in this repository: that is then reported.</summary>
    public ComposeSource? ProjectOf(MapNode stack)
    {
        var name = stack.Text("name")!;
        var address = $"komodo/stack/{name}";
        var config = stack.Map("config") ?? MapNode.Empty(stack.At);
        var at = stack.At;
        var inline = config.Find("file_contents") as TextNode is { Text.Length: > 0 } contents ? contents : null;
        var source = config.Text("linked_repo") is { } linked && repositories.TryGetValue(linked, out var repository) ? repository : config;
        var directory = RepositoryPath.Combine("", config.Text("run_directory") ?? "");
        if (directory is null)
        {
            declarations.Problem(config.Find("run_directory")!.At, "config.run_directory", "OutsideRepository", "it leads out of the repository");
            return null;
        }
        var isHere = config.Text("linked_repo") is not null && source == config ? false : KomodoSource.IsHere(declarations.Options, source);
        var hasRepository = config.Has("linked_repo") || source.Text("repo") is not null || config.Boolean("files_on_host") == true;
        if (!hasRepository && inline is null)
        {
            declarations.Problem(at, "config", "NoSource", $"the stack {name} says neither `repo` nor `file_contents`, so there is nothing to deploy");
            return null;
        }
        IReadOnlyList<string> files = hasRepository ? FilesOf(config, directory) : [];
        if (hasRepository && (isHere == false || (isHere is null && !files.Any(documents.Tree.HasFile))))
        {
            var where = config.Boolean("files_on_host") == true ? "on its host" : source.Text("repo") ?? config.Text("linked_repo") ?? "";
            declarations.Unresolved(UnresolvedCodes.SourceElsewhere, where, at, $"the Compose files of the stack {name} are not in this repository");
            return null;
        }
        if (hasRepository && IsOtherRevision(source))
            declarations.Unresolved(UnresolvedCodes.OtherRevision, source.Text("commit") ?? source.Text("branch")!, at, $"the stack {name} is deployed from there");
        var (variables, written) = EnvironmentOf(config, directory, name);
        return new ComposeSource(
            directory, files, hasRepository ? null : inline, variables, written, config.Text("project_name") ?? name, address, declarations.AddressOf(address), at);
    }

    bool IsOtherRevision(MapNode source) =>
        source.Text("commit") is not null
        || (source.Text("branch") is { } branch && declarations.Options.Branch.Length > 0 && branch != declarations.Options.Branch);

    static List<string> FilesOf(MapNode config, string directory)
    {
        var paths = config.Texts("file_paths").Select(it => RepositoryPath.Combine(directory, it.Text)).OfType<string>().ToList();
        return paths.Count > 0 ? paths : [RepositoryPath.Combine(directory, "compose.yaml")!];
    }

    (VariableSet Variables, HashSet<string> Written) EnvironmentOf(MapNode config, string directory, string stack)
    {
        var all = VariableSet.Empty;
        var own = Own(config.Find("environment"));
        foreach (var (file, at) in config.List("additional_env_files").Select(it => (it is MapNode map ? map.Text("path") : (it as TextNode)?.Text, it.At)))
        {
            if (file is null || RepositoryPath.Combine(directory, file) is not { } path)
                continue;
            if (documents.Text(path) is { } text)
                all = EnvironmentFile.Read(path, text, 1, all).Or(all);
            else
                declarations.Unresolved(UnresolvedCodes.FileNotInRepository, path, at, $"an environment file of the stack {stack} is not in the repository");
        }
        var written = RepositoryPath.Combine(directory, config.Text("env_file_path") ?? ".env")!;
        // Without an environment nothing is written, and what lies there is taken.
        if (own.Variables.Count == 0)
            return (documents.Text(written) is { } there ? EnvironmentFile.Read(written, there, 1, all).Or(all) : all, []);
        foreach (var variable in own.Variables.Values.Where(it => EnvironmentFile.IsEncrypted(it.Text) || EnvironmentFile.IsKomodos(it.Text)))
        {
            declarations.Unresolved(
                EnvironmentFile.IsEncrypted(variable.Text) ? UnresolvedCodes.Encrypted : UnresolvedCodes.KomodoVariable, variable.Name, variable.At,
                $"Komodo puts the value of {variable.Name} in when it deploys {stack}");
        }
        return (own.Or(all), [written]);
    }

    static VariableSet Own(Node? environment) => environment switch
    {
        TextNode text => EnvironmentFile.Read(text.At.File, text.Text, text.At.Line + 1, VariableSet.Empty),
        ListNode list => EnvironmentFile.Read(
            list.At.File, string.Join('\n', list.Maps.Select(it => $"{it.Text("variable")}={it.Text("value")}")), list.At.Line, VariableSet.Empty),
        _ => VariableSet.Empty,
    };
}
