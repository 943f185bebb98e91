using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Traefik;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>Says what a Compose project declares.</summary>
sealed partial class ComposeDeclarations(Documents documents, Declarations declarations)
{
    static readonly string[] SharedNamespaces = ["network_mode", "pid", "ipc"];
    readonly Dictionary<string, string> networkOwners = new(StringComparer.Ordinal);
    readonly List<(string Service, string Network, Place At)> externalNetworks = [];

    public void Read(ComposeSource source)
    {
        if (new ComposeLoader(documents, declarations).Load(source) is not { } model)
            return;
        var project = ComposeProjectName.Of(source, model);
        var services = model.Map("services") ?? MapNode.Empty(model.At);
        var reach = source.Owner.Length > 0 ? Reach.Owned : Reach.Whole;
        var summary = new MapNode(model.At,
        [
            Entry("name", project),
            Entry("directory", source.Directory),
            new MapEntry("files", model.At, new ListNode(model.At, [.. source.Files.Select(it => new TextNode(model.At, it, false))])),
            new MapEntry("services", model.At, new ListNode(model.At, [.. services.Entries.Select(it => new TextNode(it.At, it.Key, false))])),
        ]);
        var address = declarations.Declare($"{source.Path}/project", "compose/project", "", project, summary, model.At, source.Owner, reach);
        if (source.Owner.Length > 0)
            declarations.Needs(source.Owner, address, "compose.project", source.At);
        var names = services.Entries.Select(it => it.Key).ToHashSet();
        var shared = Shared(source, model, project, reach);
        foreach (var entry in services.Entries)
        {
            if (entry.Value is MapNode service)
                ReadService(source, entry, service, names, shared, reach);
            else
                declarations.Problem(entry.At, $"services.{entry.Key}", "WrongType", "a service is a mapping");
        }

        MapEntry Entry(string key, string value) => new(key, model.At, new TextNode(model.At, value, false));
    }

    /// <summary>Which project must run first because another one uses a network that it makes: known once all are read.</summary>
    public void JoinNetworks()
    {
        foreach (var (service, network, at) in externalNetworks)
        {
            if (networkOwners.TryGetValue(network, out var owner))
                declarations.Needs(service, owner, "compose.external_network", at);
        }
    }

    /// <summary>Networks and volumes; by their key in the file, with the address of each.</summary>
    Dictionary<(string Section, string Key), string> Shared(ComposeSource source, MapNode model, string project, Reach reach)
    {
        var shared = new Dictionary<(string, string), string>();
        foreach (var section in (ReadOnlySpan<string>)["networks", "volumes"])
        {
            var kind = section.TrimEnd('s');
            var map = model.Map(section) ?? MapNode.Empty(model.At);
            // Every project has a default network unless all its services say otherwise.
            if (section == "networks" && !map.Has("default") && UsesDefault(model))
                map = map.With("default", MapNode.Empty(model.At));
            foreach (var entry in map.Entries)
            {
                var resource = entry.Value as MapNode ?? MapNode.Empty(entry.At);
                var isExternal = resource.Boolean("external") == true;
                var name = resource.Text("name") ?? (isExternal ? entry.Key : $"{project}_{entry.Key}");
                var address = declarations.Declare(
                    $"{source.Path}/{kind}/{entry.Key}", $"compose/{kind}", "", name, resource.With("name", new TextNode(entry.At, name, false)), entry.At,
                    source.Owner, reach);
                shared[(section, entry.Key)] = address;
                if (section == "networks" && isExternal)
                    externalNetworks.Add((address, name, entry.At));
                else if (section == "networks")
                    networkOwners.TryAdd(name, address);
            }
        }
        return shared;
    }

    static bool UsesDefault(MapNode model) => (model.Map("services")?.Entries ?? []).Any(it => it.Value is MapNode service
        && !service.Has("network_mode") && (service.Map("networks") is not { Entries.Count: > 0 } networks || networks.Has("default")));

    void ReadService(
        ComposeSource source, MapEntry entry, MapNode service, HashSet<string> names, Dictionary<(string, string), string> shared, Reach reach)
    {
        var labels = service.Map("labels") ?? MapNode.Empty(service.At);
        // Other labels may hold secrets, such as the users of a basicauth middleware.
        var spec = service.With("labels", labels with { Entries = [.. labels.Entries.Where(it => KeptLabel().IsMatch(it.Key))] });
        var address = declarations.Declare($"{source.Path}/service/{entry.Key}", "compose/service", "", entry.Key, spec, entry.At, source.Owner, reach, names, WithFiles(service));
        declarations.Needs($"{declarations.AddressOf(source.Path)}/project", address, "compose.service", entry.At);
        foreach (var (other, rule, at) in NeededServices(service))
        {
            if (names.Contains(other))
                declarations.Needs(address, declarations.AddressOf($"{source.Path}/service/{other}"), rule, at);
            else
                declarations.Problem(at, $"services.{entry.Key}", "UnknownService", $"{rule} names `{other}`, which this project does not have");
        }
        var networks = service.Map("networks")?.Entries ?? (service.Has("network_mode") ? [] : [new MapEntry("default", service.At, service)]);
        foreach (var (section, key, at) in networks.Select(it => ("networks", it.Key, it.At))
            .Concat(service.Maps("volumes").Where(it => it.Text("type") == "volume").Select(it => ("volumes", it.Text("source") ?? "", it.At))))
        {
            if (shared.TryGetValue((section, key), out var used))
                declarations.Needs(address, used, $"compose.{section}", at);
            else if (key.Length > 0)
                declarations.Problem(at, $"services.{entry.Key}.{section}", "Undeclared", $"`{key}` stands in no `{section}` of the project");
        }
        foreach (var file in service.Maps("env_file"))
            CheckEnvironmentFile(source, file);
        ReadHosts(address, labels);
    }

    /// <summary>With what its environment files say, which becomes part of it when it is started.</summary>
    MapNode WithFiles(MapNode service)
    {
        var texts = service.Maps("env_file").Select(it => it.Text("path") is { } path && path.StartsWith("./", StringComparison.Ordinal) ? documents.Text(path[2..]) : null);
        return service.With("env_file", new ListNode(service.At, [.. service.List("env_file"), .. texts.OfType<string>().Select(it => new TextNode(service.At, it, false))]));
    }

    static IEnumerable<(string Service, string Rule, Place At)> NeededServices(MapNode service)
    {
        foreach (var entry in service.Map("depends_on")?.Entries ?? [])
            yield return (entry.Key, "compose.depends_on", entry.At);
        foreach (var link in service.Texts("links"))
            yield return (link.Text.Split(':')[0], "compose.links", link.At);
        foreach (var from in service.Texts("volumes_from").Where(it => !it.Text.StartsWith("container:", StringComparison.Ordinal)))
            yield return (from.Text.Split(':')[0], "compose.volumes_from", from.At);
        foreach (var key in SharedNamespaces)
        {
            if (service.Find(key) is TextNode { Text: var mode } text && mode.StartsWith("service:", StringComparison.Ordinal))
                yield return (mode["service:".Length..], $"compose.{key}", text.At);
        }
    }

    void CheckEnvironmentFile(ComposeSource source, MapNode file)
    {
        if (file.Text("path") is not { } path || file.Boolean("required") == false || !path.StartsWith("./", StringComparison.Ordinal))
            return;
        if (!documents.Tree.HasFile(path[2..]) && !source.WrittenFiles.Contains(path[2..]))
        {
            declarations.Unresolved(
                UnresolvedCodes.FileNotInRepository, path[2..], file.At, "the environment file is not in the repository, so its settings are not known");
        }
    }

    void ReadHosts(string address, MapNode labels)
    {
        var texts = labels.Entries.Where(it => it.Value is TextNode).GroupBy(it => it.Key, StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => it.First(), StringComparer.Ordinal);
        // A variable in a rule is reported where it stands; a name with a hole in it is none.
        var known = texts.Where(it => !Placeholder().IsMatch(((TextNode)it.Value.Value).Text)).ToDictionary(it => it.Key, it => ((TextNode)it.Value.Value).Text);
        var reading = TraefikLabels.Read(known);
        foreach (var route in reading.Routes.Where(it => it.Refusal is null))
        {
            var rule = route.Router.StartsWith("tcp.", StringComparison.Ordinal) ? $"traefik.tcp.routers.{route.Router[4..]}.rule" : $"traefik.http.routers.{route.Router}.rule";
            var at = texts.FirstOrDefault(it => it.Key.Equals(rule, StringComparison.OrdinalIgnoreCase)).Value?.Value.At ?? labels.At;
            declarations.Serves(route.Host, address, rule, at);
        }
        foreach (var problem in reading.Problems)
            declarations.Problem(texts.TryGetValue(problem.Path, out var label) ? label.At : labels.At, problem.Path, problem.Code, problem.Message);
    }

    [GeneratedRegex(@"\$\{|\[\[\w+\]\]")]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"^(traefik\.enable|traefik\.docker\.network|traefik\.(http|tcp)\.(routers|services)\..+|traefik\.frontend\..+|com\.docker\.compose\..+|org\.opencontainers\.image\..+|komodo\..+)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex KeptLabel();
}
