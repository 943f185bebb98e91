using System.Net;

namespace HomeLab.Lab.Kinds;

/// <summary>What a <see cref="LabSpec"/> must be beyond its shape; gives it with its zones normalised.</summary>
static class LabCheck
{
    public static LabSpec Check(LabSpec spec, SpecProblems problems)
    {
        Unique("spec.proxmox", spec.Proxmox, it => it.Name, problems);
        Unique("spec.kubernetes", spec.Kubernetes, it => it.Name, problems);
        Unique("spec.docker", spec.Docker, it => it.Name, problems);
        Unique("spec.komodo", spec.Komodo, it => it.Name, problems);
        Unique("spec.repositories", spec.Repositories, it => it.Name, problems);
        Unique("spec.policy.kinds", spec.Policy.Kinds ?? [], it => it.Kind, problems, "kind");
        for (var i = 0; i < spec.Docker.Count; i++)
            Docker(spec.Docker[i], $"spec.docker[{i}]", problems);
        for (var i = 0; i < spec.Repositories.Count; i++)
            Repository(spec.Repositories[i], $"spec.repositories[{i}]", problems);
        return spec.Cloudflare is null ? spec : spec with
        {
            Cloudflare = spec.Cloudflare with
            {
                Zones = [.. spec.Cloudflare.Zones.Select((zone, index) => Zone(zone, $"spec.cloudflare.zones[{index}]", problems)).Distinct()],
            },
        };
    }

    static void Docker(DockerSource source, string path, SpecProblems problems)
    {
        if (!Uri.TryCreate(source.Endpoint, UriKind.Absolute, out var endpoint) || (endpoint.Scheme == "tcp" && endpoint.Port <= 0))
            problems.Add($"{path}.endpoint", "WrongForm", "expected unix:///path/to/docker.sock or tcp://host:port");
        else if (endpoint.Scheme == "tcp" && source.Tls is null && !endpoint.IsLoopback)
            problems.Add($"{path}.tls", "MissingField", "an engine on another machine is spoken to by TLS only: `tls: {ca, cert, key}`, each a file");
        if (source.Tls is { } tls && (tls.Cert is null) != (tls.Key is null))
            problems.Add($"{path}.tls", "MissingField", "`cert` and `key` go together");
        if (source.Publish is { } publish && !IPAddress.TryParse(publish.Target, out _) && !HostName.TryParse(publish.Target, out _, out _))
            problems.Add($"{path}.publish.target", "WrongForm", "expected a host name such as home.example.org, or an address");
    }

    static void Repository(RepositorySpec repository, string path, SpecProblems problems)
    {
        if (!IsWithin(repository.Path))
            problems.Add($"{path}.path", "OutsideRepository", "expected a relative path that stays within the repository");
        for (var i = 0; i < repository.Komodo.Count; i++)
        {
            if (!IsWithin(repository.Komodo[i]))
                problems.Add($"{path}.komodo[{i}]", "OutsideRepository", "expected a relative path that stays within the repository");
        }
    }

    static bool IsWithin(string path) =>
        !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal) && !path.Split('/').Contains("..");

    static string Zone(string zone, string path, SpecProblems problems)
    {
        if (HostName.TryParse(zone, out var name, out _) && name.Value.Contains('.', StringComparison.Ordinal))
            return name.Value;
        problems.Add(path, "WrongForm", "expected the name of a zone, such as example.org");
        return zone;
    }

    static void Unique<T>(string path, IReadOnlyList<T> items, Func<T, string> name, SpecProblems problems, string field = "name")
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items.Take(i).Any(it => name(it) == name(items[i])))
                problems.Add($"{path}[{i}].{field}", "Duplicate", $"this {field} is taken by an earlier item{(field == "name" ? "; names are part of addresses" : "")}");
        }
    }
}
