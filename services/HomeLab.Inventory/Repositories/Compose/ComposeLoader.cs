using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>Makes one model of the files of a Compose project.</summary>
/// <remarks>
/// https://github.com/compose-spec/compose-spec/blob/main/13-merge.md, 14-include.md and the <c>extends</c> part of 05-services.md. The order of
/// steps is Compose's own: each file is interpolated, brought into the long form, extended and completed by what it includes, and merged at last.
/// </remarks>
sealed class ComposeLoader(Documents documents, Declarations declarations)
{
    const int MaxDepth = 20;
    const int MaxLoads = 200;
    static readonly string[] Sections = ["services", "networks", "volumes", "configs", "secrets"];
    int loads;

    /// <summary>Null where no file of it can be read.</summary>
    public MapNode? Load(ComposeSource source)
    {
        loads = 0;
        MapNode? model = null;
        var files = source.Files.Select(file => Read(file, source.At));
        if (source.Inline is { } inline)
            files = files.Prepend(Use(YamlFile.Read(inline.At.File, Indented(inline), declarations.Limits)));
        var roots = files.OfType<MapNode>().ToList();
        var variables = ComposeProjectName.VariablesOf(source, roots);
        foreach (var root in roots)
        {
            var file = Complete(root, source.Directory, variables, [root.At.File]);
            model = model is null ? file : (MapNode)ComposeMerge.Merge(model, file, "");
        }
        return model is null ? null : ComposeMerge.WithoutTags(model) as MapNode;
    }

    /// <summary>So that lines are counted where the text stands.</summary>
    static string Indented(TextNode inline) => new string('\n', inline.At.Line) + inline.Text;

    MapNode? Read(string file, Place from)
    {
        if (++loads > MaxLoads)
        {
            declarations.Problem(from, "", "TooMany", $"a Compose project of more than {MaxLoads} files");
            return null;
        }
        if (documents.Find(file) is { } parsed)
            return Use(parsed);
        declarations.Unresolved(UnresolvedCodes.FileNotInRepository, file, from, $"the Compose file {file} is not in the repository, or was not read");
        return null;
    }

    MapNode? Use(ParsedFile parsed)
    {
        documents.Report(parsed);
        if (parsed.Broken is not null || !declarations.Spend(parsed.Cost, new Place(parsed.Path, 1, 1)))
            return null;
        // Documents of one file are merged like files.
        MapNode? all = null;
        foreach (var root in parsed.Documents)
        {
            if (root is MapNode map)
                all = all is null ? map : (MapNode)ComposeMerge.Merge(ComposeShape.Of(all, null), ComposeShape.Of(map, null), "");
            else
                declarations.Problem(root.At, "", "WrongType", "a Compose file is a mapping");
        }
        return all;
    }

    MapNode Complete(MapNode root, string directory, VariableSet variables, IReadOnlyList<string> trail)
    {
        var interpolation = new Interpolation(variables, declarations);
        var file = ComposeShape.Of((MapNode)Interpolate(root, interpolation), directory);
        if (file.Map("services") is { } services)
        {
            foreach (var service in services.Entries.Where(it => it.Value is MapNode map && map.Has("extends")))
                services = services.With(service.Key, Extend(service, services, directory, variables, trail, [service.Key]));
            file = file.With("services", services);
        }
        foreach (var include in file.List("include"))
            file = Include(file, include, directory, variables, trail);
        return file.Without("include");
    }

    static Node Interpolate(Node node, Interpolation interpolation) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.Select(it => it with { Value = Interpolate(it.Value, interpolation) })] },
        ListNode list => list with { Items = [.. list.Items.Select(it => Interpolate(it, interpolation))] },
        TextNode text => Interpolate(text, interpolation),
        _ => node,
    };

    /// <summary>What becomes empty is an empty text, not nothing.</summary>
    static TextNode Interpolate(TextNode text, Interpolation interpolation) =>
        interpolation.Apply(text.Text, text.At) is var applied && applied == text.Text ? text : text with { Text = applied, IsPlain = text.IsPlain && applied.Length > 0 };

    MapNode Extend(
        MapEntry service, MapNode services, string directory, VariableSet variables, IReadOnlyList<string> trail, IReadOnlyList<string> chain)
    {
        var own = (MapNode)service.Value;
        var extends = own.Map("extends");
        var plain = own.Without("extends");
        if (extends?.Text("service") is not { } name)
            return plain;
        if (chain.Count > MaxDepth)
        {
            declarations.Problem(own.At, $"services.{service.Key}.extends", "Cycle", $"it extends itself: {string.Join(" → ", chain.Take(6))}");
            return plain;
        }
        var (others, otherDirectory, otherTrail) = (services, directory, trail);
        if (extends.Text("file") is { } file)
        {
            if (RepositoryPath.Combine(directory, file) is not { } path)
            {
                declarations.Problem(extends.At, $"services.{service.Key}.extends.file", "OutsideRepository", $"{file} leads out of the repository");
                return plain;
            }
            if (Read(path, extends.At) is not { } root)
                return plain;
            otherDirectory = RepositoryPath.DirectoryOf(path);
            otherTrail = [.. trail, path];
            others = ComposeShape.Of((MapNode)Interpolate(root, new Interpolation(variables, declarations)), otherDirectory).Map("services") ?? MapNode.Empty(root.At);
        }
        if (others.Entry(name) is not { Value: MapNode found } entry)
        {
            declarations.Problem(extends.At, $"services.{service.Key}.extends", "UnknownService", $"there is no service `{name}` to extend");
            return plain;
        }
        if (!declarations.Spend(NodeCost.Of(found, declarations.Limits.MaxNodes, 2 * declarations.Limits.MaxDepth), own.At))
            return plain;
        var extended = found.Has("extends") ? Extend(entry, others, otherDirectory, variables, otherTrail, [.. chain, name]) : found;
        return (MapNode)ComposeMerge.Merge(extended, plain, "services.*");
    }

    MapNode Include(MapNode file, Node include, string directory, VariableSet variables, IReadOnlyList<string> trail)
    {
        var paths = include is MapNode map ? map.Texts("path") : include is TextNode text ? [text] : [];
        MapNode? included = null;
        var home = directory;
        foreach (var (written, index) in paths.Select((it, index) => (it, index)))
        {
            if (written.Text.Contains("://", StringComparison.Ordinal) || written.Text.StartsWith("oci:", StringComparison.Ordinal))
            {
                declarations.Unresolved(UnresolvedCodes.SourceElsewhere, written.Text, written.At, "what is included is not in this repository");
                continue;
            }
            if (RepositoryPath.Combine(directory, written.Text) is not { } path)
            {
                declarations.Problem(written.At, "include", "OutsideRepository", $"{written.Text} leads out of the repository");
                continue;
            }
            if (trail.Contains(path) || trail.Count > MaxDepth)
            {
                declarations.Problem(written.At, "include", "Cycle", $"it includes itself: {string.Join(" → ", trail.Take(6))}");
                continue;
            }
            if (index == 0)
                home = ProjectDirectory(include, directory) ?? RepositoryPath.DirectoryOf(path);
            if (Read(path, written.At) is not { } root)
                continue;
            var other = Complete(root, home, variables.Or(EnvironmentOf(include, directory, home, variables)), [.. trail, path]);
            included = included is null ? other : (MapNode)ComposeMerge.Merge(included, other, "");
        }
        return included is null ? file : Import(file, included);
    }

    static string? ProjectDirectory(Node include, string directory) =>
        (include as MapNode)?.Text("project_directory") is { } written ? RepositoryPath.Combine(directory, written) : null;

    VariableSet EnvironmentOf(Node include, string directory, string home, VariableSet before)
    {
        var written = (include as MapNode)?.Texts("env_file").Select(it => RepositoryPath.Combine(directory, it.Text)).ToList() ?? [];
        var all = VariableSet.Empty;
        foreach (var path in written.Count > 0 ? written : [RepositoryPath.Combine(home, ".env")])
        {
            if (path is not null && documents.Text(path) is { } text)
                all = EnvironmentFile.Read(path, text, 1, before.Or(all)).Or(all);
        }
        return all;
    }

    /// <summary>What is included stands beside what is there; the same name for another thing is refused by Compose.</summary>
    MapNode Import(MapNode file, MapNode included)
    {
        foreach (var section in Sections)
        {
            if (included.Map(section) is not { } from)
                continue;
            var to = file.Map(section) ?? MapNode.Empty(from.At);
            foreach (var entry in from.Entries)
            {
                if (to.Find(entry.Key) is not { } there)
                    to = to with { Entries = [.. to.Entries, entry] };
                else if (NodeJson.Of(there) != NodeJson.Of(entry.Value))
                    declarations.Problem(there.At, $"{section}.{entry.Key}", "IncludeConflict", $"{entry.At} brings another one of this name in");
            }
            file = file.With(section, to);
        }
        return file;
    }
}
