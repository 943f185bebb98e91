using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HomeLab.Stacks.Compose.Reading;

/// <summary>Reads a rendered project, and refuses it with everything that is wrong in it at once.</summary>
static partial class ProjectReader
{
    public static ComposeProject Read(JsonElement json)
    {
        var problems = new List<ComposeProblem>();
        var notes = new List<string>();
        var root = new ComposeMap(json, "", problems);
        var name = root.Text("name") ?? "";
        if (!ProjectName().IsMatch(name))
            root.Report("name", "is not a project name", "use lower-case letters, digits, - and _, beginning with a letter or digit");
        root.Skip("version");
        root.Refuse("include", "is not rendered", "render the files that it includes into the project");
        root.Refuse("models", "needs Docker's model runner", "remove it");
        var project = new ComposeProject
        {
            Name = name,
            Networks = Read(root, "networks", map => ResourceReader.Network(map.Key, name, map.Value)),
            Volumes = Read(root, "volumes", map => ResourceReader.Volume(map.Key, name, map.Value)),
            Configs = Read(root, "configs", map => ResourceReader.File(map.Key, map.Value)),
            Secrets = Read(root, "secrets", map => ResourceReader.File(map.Key, map.Value)),
            Services = Read(root, "services", map => new ServiceReader(map.Key, map.Value, notes).Read()),
            Notes = notes,
        };
        root.Close();
        project = WithDefaultNetwork(project);
        if (problems.Count == 0)
            problems.AddRange(References.Problems(project));
        return problems.Count == 0 ? project : throw new ComposeException(problems);
    }

    static ImmutableSortedDictionary<string, T> Read<T>(ComposeMap root, string section, Func<(string Key, ComposeMap Value), T> read) =>
        root.Maps(section).ToImmutableSortedDictionary(it => it.Key, read, StringComparer.Ordinal);

    /// <summary>A service that says nothing about networks is in <c>default</c>, which exists without being written.</summary>
    static ComposeProject WithDefaultNetwork(ComposeProject project)
    {
        const string key = "default";
        var services = project.Services.ToImmutableSortedDictionary(
            it => it.Key,
            it => it.Value.Networking is { Mode: null, Networks.IsEmpty: true } networking
                ? it.Value with { Networking = networking with { Networks = networking.Networks.Add(key, new NetworkAttachment()) } }
                : it.Value,
            StringComparer.Ordinal);
        var isUsed = services.Values.Any(it => it.Networking.Networks.ContainsKey(key));
        var networks = isUsed && !project.Networks.ContainsKey(key)
            ? project.Networks.Add(key, new ComposeNetwork { Key = key, Name = $"{project.Name}_{key}" })
            : project.Networks;
        return project with { Services = services, Networks = networks };
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ProjectName();
}
