using HomeLab.Inventory.Repositories.Compose;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Variables;
using HomeLab.Sops;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>Renders one Compose project of a repository as it is to be started. Pure: what is wrong with one project stays with it.</summary>
sealed class StackRenderer
{
    static readonly string[] FileSections = ["configs", "secrets"];

    readonly RepositoryTree tree;
    readonly Declarations declarations;
    readonly Documents documents;

    StackRenderer(RepositoryTree tree, RepositoryOptions options, RepositoryLimits limits)
    {
        this.tree = tree;
        declarations = new Declarations(options, "", limits);
        documents = new Documents(tree, declarations);
    }

    /// <param name="source">As its repository declares it.</param>
    /// <param name="over">Variables that count more than the repository's.</param>
    public static RenderedStack Render(RepositoryTree tree, RepositoryOptions options, RepositoryLimits limits, ComposeSource source, VariableSet over) =>
        new StackRenderer(tree, options, limits).Render(source with { Variables = over.Or(source.Variables).Disclosed() });

    RenderedStack Render(ComposeSource source)
    {
        // Its values are in the variables already, but for those that are decrypted where it is deployed.
        var environment = source.Directory.Length == 0 ? ".env" : $"{source.Directory}/.env";
        if (tree.Find(environment)?.Text is { } text && SopsDotenv.HasEncryptedValue(text))
            documents.Text(environment);
        var model = new ComposeLoader(documents, declarations).Load(source);
        if (model is not null)
            model = model.With("services", Services(model, source));
        var project = model is null ? source.Name ?? RepositoryPath.NameOf(source.Directory) : ComposeProjectName.Of(source, model);
        var mounted = model is null ? [] : Mounts(model).SelectMany(Below).ToHashSet(StringComparer.Ordinal);
        foreach (var path in mounted.Where(it => tree.Find(it)!.Text is null))
            declarations.Problem(new Place(path, 1, 1), "", "NotText", $"{path} is mounted into a container and is no UTF-8 text, so it cannot be handed over; mount it from the host");
        foreach (var path in documents.Used.Where(it => documents.Text(it) is { } text && SopsDotenv.HasEncryptedValue(text) && !SopsDotenv.IsEncrypted(text)))
            declarations.Problem(new Place(path, 1, 1), "", "NotDotenv", $"{path} holds values that SOPS encrypted, and is no dotenv file of SOPS; only those are read: `sops encrypt --input-type dotenv --output-type dotenv`");
        var reading = declarations.ToReading();
        return new RenderedStack(
            project, model is null ? null : NodeJson.Of(model.With("name", Text(model.At, project))),
            [.. documents.Used.Concat(mounted).Concat(source.Files).Distinct().Order(StringComparer.Ordinal).Select(tree.Find).OfType<RepositoryFile>()],
            mounted, reading.Unresolved, reading.Problems, model?.At ?? source.At);
    }

    MapNode Services(MapNode model, ComposeSource source)
    {
        var services = model.Map("services") ?? MapNode.Empty(model.At);
        return services with
        {
            Entries = [.. services.Entries.Select(it => it.Value is MapNode service ? it with { Value = WithEnvironment(it.Key, service, source) } : it)],
        };
    }

    /// <summary>Its environment files and its environment as one; a name alone is taken from the variables, and left out where none has it.</summary>
    MapNode WithEnvironment(string name, MapNode service, ComposeSource source)
    {
        var all = VariableSet.Empty.Disclosed();
        foreach (var file in service.Maps("env_file"))
            all = FileOf(name, file, source, all).Or(all);
        var entries = all.Variables.Values.ToDictionary(it => it.Name, it => new MapEntry(it.Name, it.At, Text(it.At, it.Disclosed().Text)), StringComparer.Ordinal);
        foreach (var entry in service.Map("environment")?.Entries ?? [])
        {
            if (entry.Value is not TextNode { IsNothing: true })
                entries[entry.Key] = entry;
            else if (source.Variables.Find(entry.Key) is { } inherited)
                entries[entry.Key] = entry with { Value = Text(entry.At, inherited.Text) };
        }
        var plain = service.Without("env_file");
        return entries.Count == 0 ? plain.Without("environment") : plain.With("environment", new MapNode(service.At, [.. entries.Values]));
    }

    VariableSet FileOf(string service, MapNode file, ComposeSource source, VariableSet before)
    {
        var isWritten = file.Text("path") is { } path && path.StartsWith("./", StringComparison.Ordinal) && source.WrittenFiles.Contains(path[2..]);
        if (isWritten)
            return source.Variables;
        if (file.Text("path") is { } there && there.StartsWith("./", StringComparison.Ordinal) && documents.Text(there[2..]) is { } text)
            return EnvironmentFile.Read(there[2..], text, 1, source.Variables.Or(before));
        if (file.Boolean("required") != false)
        {
            declarations.Unresolved(
                UnresolvedCodes.FileNotInRepository, file.Text("path") ?? "", file.At, $"an environment file of the service {service} is not in the repository");
        }
        return VariableSet.Empty;
    }

    /// <summary>Paths in the repository that containers see.</summary>
    static IEnumerable<string> Mounts(MapNode model) =>
        (model.Map("services")?.Entries ?? []).Select(it => it.Value).OfType<MapNode>()
            .SelectMany(service => service.Maps("volumes").Where(it => it.Text("type") == "bind").Select(it => it.Text("source")))
            .Concat(FileSections.SelectMany(section => (model.Map(section)?.Entries ?? []).Select(it => (it.Value as MapNode)?.Text("file"))))
            .OfType<string>().Where(it => it.StartsWith("./", StringComparison.Ordinal)).Select(it => it[2..]).Where(it => it.Length > 0);

    IEnumerable<string> Below(string path) => tree.HasFile(path) ? [path] : tree.HasDirectory(path) ? tree.Below(path) : [];

    static TextNode Text(Place at, string text) => new(at, text, IsPlain: false);
}
