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
        Unique("spec.traefik", spec.Traefik ?? [], it => it.Name, problems);
        Unique("spec.uplinks", spec.Uplinks ?? [], it => it.Name, problems);
        Unique("spec.dnsServers", spec.DnsServers ?? [], it => it.Name, problems);
        Unique("spec.repositories", spec.Repositories, it => it.Name, problems);
        Unique("spec.cloudflare.lists", spec.Cloudflare?.Lists ?? [], it => it.Name, problems);
        Unique("spec.notifications", spec.Notifications ?? [], it => it.Name, problems);
        Unique("spec.registries", spec.Registries ?? [], it => it.Host, problems, "host");
        Unique("spec.policy.kinds", spec.Policy.Kinds ?? [], it => it.Kind, problems, "kind");
        for (var i = 0; i < spec.Docker.Count; i++)
            Docker(spec.Docker[i], $"spec.docker[{i}]", problems);
        for (var i = 0; i < spec.DnsServers?.Count; i++)
            DnsServer(spec.DnsServers[i], $"spec.dnsServers[{i}]", problems);
        for (var i = 0; i < spec.Proxmox.Count; i++)
            Guests(spec.Proxmox[i].Publish, $"spec.proxmox[{i}].publish", problems);
        for (var i = 0; i < spec.Komodo.Count; i++)
            Target(spec.Komodo[i].Publish?.Target, $"spec.komodo[{i}].publish.target", problems);
        for (var i = 0; i < spec.Kubernetes.Count; i++)
        {
            Target(spec.Kubernetes[i].Publish?.Target, $"spec.kubernetes[{i}].publish.target", problems);
            Unique($"spec.kubernetes[{i}].requires", spec.Kubernetes[i].Requires ?? [], it => it.System, problems, "system");
        }
        for (var i = 0; i < spec.Traefik?.Count; i++)
        {
            Target(spec.Traefik[i].Publish?.Target, $"spec.traefik[{i}].publish.target", problems);
            Target(spec.Traefik[i].Publish?.Internal, $"spec.traefik[{i}].publish.internal", problems);
        }
        for (var i = 0; i < spec.Repositories.Count; i++)
            Repository(spec, spec.Repositories[i], $"spec.repositories[{i}]", problems);
        for (var i = 0; i < spec.Registries?.Count; i++)
            Registry(spec.Registries[i], $"spec.registries[{i}]", problems);
        for (var i = 0; i < spec.Uplinks?.Count; i++)
            UplinkCheck.Check(spec.Uplinks[i], $"spec.uplinks[{i}]", problems);
        for (var i = 0; i < spec.Owners?.Count; i++)
            OwnerCheck.Check(spec.Owners[i], $"spec.owners[{i}]", problems);
        for (var i = 0; i < spec.Notifications?.Count; i++)
            NotifierCheck.Check(spec.Notifications[i], $"spec.notifications[{i}]", problems);
        for (var i = 0; i < spec.Cloudflare?.Lists?.Count; i++)
            IpList(spec, spec.Cloudflare.Lists[i], $"spec.cloudflare.lists[{i}]", problems);
        return spec with
        {
            Cloudflare = spec.Cloudflare is null ? null : spec.Cloudflare with { Zones = Zones(spec.Cloudflare.Zones, "spec.cloudflare.zones", problems) },
            DnsServers = spec.DnsServers?
                .Select((server, index) => server with { Zones = Zones(server.Zones, $"spec.dnsServers[{index}].zones", problems) }).ToList(),
        };
    }

    static void IpList(LabSpec lab, IpListSpec list, string path, SpecProblems problems)
    {
        if (lab.Uplinks is not { Count: > 0 })
            problems.Add($"{path}.name", "MissingField", "the lab names no uplink whose addresses it could hold; add `uplinks`");
        for (var i = 0; i < list.Uplinks?.Count; i++)
        {
            if (lab.Uplinks?.Any(it => it.Name == list.Uplinks[i]) != true)
                problems.Add($"{path}.uplinks[{i}]", "UnknownUplink", "expected the name of one of spec.uplinks");
        }
        for (var i = 0; i < list.Families.Count; i++)
        {
            if (list.Families[i] is not (IpListSpec.V4 or IpListSpec.V6))
                problems.Add($"{path}.families[{i}]", "UnknownValue", "expected ipv4 or ipv6");
        }
    }

    static void DnsServer(DnsServerSpec server, string path, SpecProblems problems)
    {
        if (server.Webhook is { } webhook)
            Webhook(server, webhook, path, problems);
        else if (server.Address is null || server.Tsig is null)
            problems.Add($"{path}.name", "MissingField", "a server needs `address` and `tsig`; a program of external-dns' webhook protocol needs `webhook`, its URL");
        if (server.Address is { } address && !IPAddress.TryParse(address, out _) && !HostName.TryParse(address, out _, out _))
            problems.Add($"{path}.address", "WrongForm", "expected a host name such as ns1.example.org, or an address; a port goes into `port`");
        if (server.Tsig is { } tsig && DnsName.Normalise(tsig.Name) is null)
            problems.Add($"{path}.tsig.name", "WrongForm", "expected the name of the key as the server has it, such as homelab");
        if (server.Zones.Count == 0)
            problems.Add($"{path}.zones", "MissingField", "name the zones that the key may update");
    }

    static void Webhook(DnsServerSpec server, string webhook, string path, SpecProblems problems)
    {
        if (server.Address is not null || server.Tsig is not null)
            problems.Add($"{path}.{(server.Address is not null ? "address" : "tsig")}", "NotAllowed", "goes with a server, and this is a webhook");
        if (!Uri.TryCreate(webhook, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            problems.Add($"{path}.webhook", "WrongForm", $"expected {Forms.HttpUrlExpected}");
        // Names without a dot are the fleet's own.
        else if (url is { Scheme: "http", IsLoopback: false } && url.Host.Contains('.', StringComparison.Ordinal))
            problems.Add($"{path}.webhook", "WrongForm", "anybody on the way could answer over http://; expected a URL that begins https://, or one of this machine");
    }

    static IReadOnlyList<string> Zones(IReadOnlyList<string> zones, string path, SpecProblems problems) =>
        [.. zones.Select((zone, index) => Zone(zone, $"{path}[{index}]", problems)).Distinct()];

    static void Docker(DockerSource source, string path, SpecProblems problems)
    {
        if (!Uri.TryCreate(source.Endpoint, UriKind.Absolute, out var endpoint) || (endpoint.Scheme == "tcp" && endpoint.Port <= 0))
            problems.Add($"{path}.endpoint", "WrongForm", "expected unix:///path/to/docker.sock or tcp://host:port");
        else if (endpoint.Scheme == "tcp" && source.Tls is null && !endpoint.IsLoopback)
            problems.Add($"{path}.tls", "MissingField", "an engine on another machine is spoken to by TLS only: `tls: {ca, cert, key}`, each a file");
        if (source.Tls is { } tls && (tls.Cert is null) != (tls.Key is null))
            problems.Add($"{path}.tls", "MissingField", "`cert` and `key` go together");
        Target(source.Publish?.Target, $"{path}.publish.target", problems);
        Target(source.Publish?.Internal, $"{path}.publish.internal", problems);
    }

    static void Guests(GuestPublishSpec? publish, string path, SpecProblems problems)
    {
        if (publish is null)
            return;
        Target(publish.Target, $"{path}.target", problems);
        Zone(publish.Zone, $"{path}.zone", problems);
        for (var i = 0; i < publish.Networks.Count; i++)
        {
            if (!IPNetwork.TryParse(publish.Networks[i], out _))
                problems.Add($"{path}.networks[{i}]", "WrongForm", "expected a network such as 192.168.1.0/24");
        }
    }

    static void Target(string? target, string path, SpecProblems problems)
    {
        if (target is not null && !IPAddress.TryParse(target, out _) && !HostName.TryParse(target, out _, out _))
            problems.Add(path, "WrongForm", "expected a host name such as home.example.org, or an address");
    }

    static void Repository(LabSpec lab, RepositorySpec repository, string path, SpecProblems problems)
    {
        if ((repository.Path is null) == (repository.Url is null))
            problems.Add($"{path}.{(repository.Url is null ? "name" : "url")}", "OneOf", "a repository has either `path`, a working tree beside lab.yaml, or `url`, a remote");
        if (repository.Path is { } tree && !LabPath.IsWithin(tree))
            problems.Add($"{path}.path", "OutsideRepository", "expected a relative path that stays within the repository");
        if (repository.Url is { } url)
            Remote(repository, url, path, problems);
        else if (repository is { Branch: not null } or { Token: not null } or { WebhookSecret: not null })
            problems.Add($"{path}.{(repository.Branch is not null ? "branch" : repository.Token is not null ? "token" : "webhookSecret")}", "NotForPath", "goes with `url`; a working tree is read as it is checked out");
        if (repository.PollInterval < TimeSpan.FromSeconds(1))
            problems.Add($"{path}.pollInterval", "OutOfRange", "expected 1s or more");
        if (repository.Cluster is { } cluster && lab.Kubernetes.All(it => it.Name != cluster))
            problems.Add($"{path}.cluster", "UnknownCluster", "expected the name of one of spec.kubernetes");
        if (repository.Deploy is { } deploy)
            Deploy(lab, deploy, $"{path}.deploy", problems);
        if (repository.Pulls is { } pulls)
            Pulls(repository, pulls, $"{path}.pulls", problems);
        for (var i = 0; i < repository.Komodo.Count; i++)
        {
            if (!LabPath.IsWithin(repository.Komodo[i]))
                problems.Add($"{path}.komodo[{i}]", "OutsideRepository", "expected a relative path that stays within the repository");
        }
    }

    static void Registry(RegistrySpec registry, string path, SpecProblems problems)
    {
        if (registry.User is null != registry.Password is null)
            problems.Add($"{path}.{(registry.User is null ? "user" : "password")}", "MissingField", "`user` and `password` go together");
    }

    static void Deploy(LabSpec lab, DeploySpec deploy, string path, SpecProblems problems)
    {
        if (deploy.Komodo is { } komodo && lab.Komodo.All(it => it.Name != komodo))
            problems.Add($"{path}.komodo", "UnknownKomodo", "expected the name of one of spec.komodo");
        if (deploy.Docker is { } docker && lab.Docker.All(it => it.Name != docker))
            problems.Add($"{path}.docker", "UnknownDocker", "expected the name of one of spec.docker");
        if (deploy.Docker is null != deploy.Folders.Count is 0)
            problems.Add($"{path}.{(deploy.Docker is null ? "folders" : "docker")}", "MissingField", "`docker` and `folders` go together: where to, and which folders");
        UpdatesCheck.Check(deploy.Updates, lab, $"{path}.updates", problems);
        for (var i = 0; i < deploy.Folders.Count; i++)
        {
            if (!LabPath.IsWithin(deploy.Folders[i]))
                problems.Add($"{path}.folders[{i}]", "OutsideRepository", "expected a relative path that stays within the repository");
        }
    }

    static void Pulls(RepositorySpec repository, PullsSpec pulls, string path, SpecProblems problems)
    {
        if (repository.Url is null || repository.Url.StartsWith("file:", StringComparison.Ordinal))
            problems.Add(path, "NotForPath", "goes with a `url` of a forge; a working tree has no pull requests");
        if (pulls.Interval < TimeSpan.FromSeconds(10))
            problems.Add($"{path}.interval", "OutOfRange", "expected 10s or more");
        // Names without a dot are the fleet's own, as http://simulators.
        if (Uri.TryCreate(pulls.Url, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: false } && url.Host.Contains('.', StringComparison.Ordinal))
            problems.Add($"{path}.url", "WrongForm", "a token would be seen on the way over http://; expected a URL that begins https://");
    }

    static void Remote(RepositorySpec repository, string url, string path, SpecProblems problems)
    {
        var remote = Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed : null;
        if (remote?.UserInfo.Contains(':', StringComparison.Ordinal) == true || (remote is { Scheme: "http" or "https", UserInfo.Length: > 0 }))
            problems.Add($"{path}.url", "PlainSecret", "a URL is no place for a secret; say `token: {env: …}` or `token: {file: …}`");
        else if (remote is { Scheme: "http", IsLoopback: false })
            problems.Add($"{path}.url", "WrongForm", "a remote on another machine is read by https:// or ssh:// only");
        else if (repository.Token is not null && remote is not { Scheme: "http" or "https" })
            problems.Add($"{path}.token", "WrongForm", "a token is for https://; ssh uses the keys of the account that HomeLab runs under");
        if (repository.Branch?.Contains("..", StringComparison.Ordinal) == true)
            problems.Add($"{path}.branch", "WrongForm", "expected the name of a branch, such as main");
    }

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
