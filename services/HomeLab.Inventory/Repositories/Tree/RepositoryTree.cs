namespace HomeLab.Inventory.Repositories.Tree;

/// <summary>The files of a repository at one moment.</summary>
sealed class RepositoryTree
{
    readonly Dictionary<string, RepositoryFile> files;
    readonly Dictionary<string, SortedSet<string>> children = new(StringComparer.Ordinal);

    public RepositoryTree(IEnumerable<RepositoryFile> files)
    {
        this.files = files.ToDictionary(it => it.Path, StringComparer.Ordinal);
        children[""] = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in this.files.Keys)
        {
            var child = path;
            while (child.Length > 0)
            {
                var parent = RepositoryPath.DirectoryOf(child);
                if (!children.TryGetValue(parent, out var siblings))
                    siblings = children[parent] = new SortedSet<string>(StringComparer.Ordinal);
                if (!siblings.Add(child))
                    break;
                child = parent;
            }
        }
    }

    /// <summary>In the order of their paths.</summary>
    public IEnumerable<RepositoryFile> Files => files.Values.OrderBy(it => it.Path, StringComparer.Ordinal);

    public bool HasFile(string path) => files.ContainsKey(path);

    public bool HasDirectory(string path) => children.ContainsKey(path);

    public RepositoryFile? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>Files and directories right in a directory, in order.</summary>
    public IEnumerable<string> In(string directory) => children.GetValueOrDefault(directory) ?? Enumerable.Empty<string>();

    /// <summary>Files in a directory and below it, in order.</summary>
    public IEnumerable<string> Below(string directory) => In(directory).SelectMany(it => HasFile(it) ? [it] : Below(it));
}
