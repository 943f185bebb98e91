using HomeLab.Inventory.Repositories.Compose;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Komodo;

/// <summary>Reads Komodo's resource files: everything of a lab in one, or a file for each stack.</summary>
/// <remarks>https://komo.do/docs/automate/sync-resources</remarks>
sealed class KomodoReader(Documents documents, Declarations declarations)
{
    /// <summary>Tables by their names; Komodo takes the plural as well.</summary>
    static readonly HashSet<string> Kinds =
    [
        "stack", "server", "deployment", "build", "repo", "procedure", "action", "alerter", "builder", "resource_sync", "swarm", "user_group", "variable",
    ];

    readonly List<(string Kind, MapNode Resource)> resources = [];
    readonly HashSet<string> read = [];

    /// <summary>Declares all resources, and returns the Compose projects of the stacks that are in this repository.</summary>
    public IReadOnlyList<ComposeSource> Read()
    {
        foreach (var path in declarations.Options.Komodo)
            ReadFrom(path, new Place(path, 1, 1));
        if (declarations.Options.Komodo.Count == 0)
        {
            foreach (var file in documents.Tree.Files.Where(it => IsToml(it.Path)).ToList())
                ReadFile(file.Path, isNamed: false);
        }
        // A sync names further files; what it names may hold another sync.
        for (var i = 0; i < resources.Count; i++)
        {
            if (resources[i] is ("resource_sync", var sync) && sync.Map("config") is { } config && KomodoSource.IsHere(declarations.Options, config) != false)
            {
                foreach (var path in config.Texts("resource_path"))
                    ReadFrom(path.Text, path.At);
            }
        }
        foreach (var (kind, resource) in resources)
            Declare(kind, resource);
        var stacks = new KomodoStacks(documents, declarations, resources.Where(it => it.Kind == "repo").Select(it => it.Resource));
        return [.. Stacks.Select(stacks.ProjectOf).OfType<ComposeSource>()];
    }

    /// <summary>The tables of stacks, once all is read.</summary>
    public IEnumerable<MapNode> Stacks => resources.Where(it => it.Kind == "stack" && it.Resource.Text("name") is not null).Select(it => it.Resource);

    void ReadFrom(string written, Place at)
    {
        if (RepositoryPath.Combine("", written) is not { } path)
            declarations.Problem(at, "resource_path", "OutsideRepository", $"{written} leads out of the repository");
        else if (documents.Tree.HasFile(path))
            ReadFile(path, isNamed: true);
        else if (documents.Tree.HasDirectory(path))
            foreach (var file in documents.Tree.Below(path).Where(IsToml))
                ReadFile(file, isNamed: true);
        else
            declarations.Unresolved(UnresolvedCodes.FileNotInRepository, written, at, "there is no such file or directory in the repository");
    }

    void ReadFile(string path, bool isNamed)
    {
        if (!read.Add(path) || documents.Find(path) is not { } file)
            return;
        if (file.Documents is not [MapNode root])
        {
            // Of a file that only might be Komodo's it does not matter.
            if (isNamed || documents.Tree.Find(path)?.Text?.Contains("[[stack]]", StringComparison.Ordinal) == true)
                documents.Report(file);
            return;
        }
        foreach (var entry in root.Entries)
        {
            var kind = Kinds.FirstOrDefault(it => entry.Key == it || entry.Key == it + "s");
            if (kind is not null && entry.Value is ListNode list)
                resources.AddRange(list.Maps.Select(it => (kind, it)));
            else if (kind is not null || isNamed)
                declarations.Problem(entry.At, entry.Key, "UnknownField", $"Komodo knows no `{entry.Key}` here; a resource begins with [[stack]] and the like");
        }
    }

    void Declare(string kind, MapNode resource)
    {
        if (resource.Text("name") is not { } name)
        {
            declarations.Problem(resource.At, kind, "MissingName", $"a {kind} without a name");
            return;
        }
        var address = declarations.Declare($"komodo/{kind}/{name}", $"komodo/{kind}", "", name, KomodoSpec.Of(kind, resource), resource.At, "", Reach.Whole, whole: resource);
        var config = resource.Map("config");
        foreach (var after in resource.Texts("after"))
            declarations.Needs(address, declarations.AddressOf($"komodo/{KindOf(after.Text)}/{after.Text}"), "komodo.after", after.At);
        foreach (var (key, other) in (ReadOnlySpan<(string, string)>)[("server", "server"), ("server_id", "server"), ("linked_repo", "repo"), ("builder", "builder"), ("builder_id", "builder"), ("swarm", "swarm"), ("swarm_id", "swarm")])
        {
            if (config?.Text(key) is { } used)
                declarations.Needs(address, declarations.AddressOf($"komodo/{other}/{used}"), $"komodo.{key}", config.Find(key)!.At);
        }
    }

    /// <summary>What a deployment comes after may be a stack or another deployment.</summary>
    string KindOf(string name) => resources.Any(it => it.Kind == "deployment" && it.Resource.Text("name") == name) ? "deployment" : "stack";

    static bool IsToml(string path) => path.EndsWith(".toml", StringComparison.OrdinalIgnoreCase);
}
