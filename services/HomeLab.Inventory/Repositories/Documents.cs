using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Toml;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories;

/// <summary>The files of the tree, each parsed once when somebody asks.</summary>
sealed class Documents(RepositoryTree tree, Declarations declarations)
{
    readonly Dictionary<string, ParsedFile?> parsed = new(StringComparer.Ordinal);
    readonly HashSet<string> used = new(StringComparer.Ordinal);
    readonly HashSet<string> reported = new(StringComparer.Ordinal);

    public RepositoryTree Tree => tree;

    /// <summary>Files that somebody asked for and that are there.</summary>
    public IReadOnlySet<string> Used => used;

    /// <summary>Null where the file is not there, or was refused: that is then reported.</summary>
    public ParsedFile? Find(string path)
    {
        if (parsed.TryGetValue(path, out var known))
            return known;
        return parsed[path] = Text(path) is not { } text ? null
            : path.EndsWith(".toml", StringComparison.OrdinalIgnoreCase) ? TomlFile.Read(path, text, declarations.Limits)
            : YamlFile.Read(path, text, declarations.Limits);
    }

    public string? Text(string path)
    {
        var file = tree.Find(path);
        if (file is not null)
            used.Add(path);
        if (file?.Problem is { } problem)
            declarations.Problem(problem);
        return file?.Text;
    }

    /// <summary>What is wrong with a file matters once something of it is used; repositories are full of other files.</summary>
    public void Report(ParsedFile file)
    {
        if (!reported.Add($"{file.Path}:{(file.Documents.Count > 0 ? file.Documents[0].At.Line : 0)}"))
            return;
        foreach (var problem in file.Problems)
            declarations.Problem(problem);
        if (file.Broken is { } broken)
            declarations.Problem(broken);
    }
}
