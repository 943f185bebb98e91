namespace HomeLab.Stacks.Compose.Reading;

/// <summary>What one part of a project says of another has to be there, and no service may wait for itself.</summary>
static class References
{
    public static IEnumerable<ComposeProblem> Problems(ComposeProject project) =>
        project.Services.Values.SelectMany(service => Problems(project, service)).Concat(Cycle(project));

    static IEnumerable<ComposeProblem> Problems(ComposeProject project, ComposeService service)
    {
        ComposeProblem Missing(string path, string section, string key) =>
            new($"services.{service.Key}.{path}", $"names '{key}', which `{section}` does not have", $"declare it under `{section}` or correct the name");

        foreach (var key in service.Networking.Networks.Keys.Where(it => !project.Networks.ContainsKey(it)))
            yield return Missing("networks", "networks", key);
        foreach (var mount in service.Storage.Volumes.Where(it => it is { Kind: MountKind.Volume, Source.Length: > 0 } && !project.Volumes.ContainsKey(it.Source)))
            yield return Missing("volumes", "volumes", mount.Source);
        foreach (var mount in service.Storage.Configs.Where(it => !project.Configs.ContainsKey(it.Source)))
            yield return Missing("configs", "configs", mount.Source);
        foreach (var mount in service.Storage.Secrets.Where(it => !project.Secrets.ContainsKey(it.Source)))
            yield return Missing("secrets", "secrets", mount.Source);
        foreach (var dependency in service.DependsOn.Where(it => it.IsRequired && !project.Services.ContainsKey(it.Service)))
            yield return Missing("depends_on", "services", dependency.Service);
        foreach (var (field, key) in ServiceLinks.Named(service).Where(it => !project.Services.ContainsKey(it.Service)))
            yield return Missing(field, "services", key);
        foreach (var target in Targets(service).GroupBy(it => it, StringComparer.Ordinal).Where(it => it.Count() > 1))
            yield return new ComposeProblem($"services.{service.Key}", $"mounts two things at {target.Key}", "give each a target of its own");
        if (service is { ContainerName: not null, Scale: > 1 })
            yield return new ComposeProblem($"services.{service.Key}.container_name", "is one name for several containers", "remove it, or scale to 1");
    }

    static IEnumerable<string> Targets(ComposeService service) =>
    [
        .. service.Storage.Volumes.Select(it => it.Target), .. service.Storage.Tmpfs.Select(it => it.Split(':')[0]),
        .. service.Storage.Configs.Select(it => it.Target), .. service.Storage.Secrets.Select(it => it.Target),
    ];

    static IEnumerable<ComposeProblem> Cycle(ComposeProject project)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in project.Services.Keys)
        {
            if (Walk(key, []) is { } cycle)
                return [new ComposeProblem("services", $"wait for each other: {string.Join(" -> ", cycle)}", "take one of these out of depends_on")];
        }
        return [];

        IReadOnlyList<string>? Walk(string key, IReadOnlyList<string> way)
        {
            if (way.Contains(key))
                return [.. way.SkipWhile(it => it != key), key];
            if (done.Contains(key) || !project.Services.TryGetValue(key, out var service))
                return null;
            var cycle = ServiceLinks.Before(service).Select(it => Walk(it, [.. way, key])).FirstOrDefault(it => it is not null);
            done.Add(key);
            return cycle;
        }
    }
}
