using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Sources;

/// <summary>What sources are called: <c>docker/komodo-host</c>. What is read of one in parts has names below its own.</summary>
static class SourceNames
{
    /// <summary>The lab directory.</summary>
    public const string Lab = "lab";

    /// <summary>Copies, as the service Backups knows them: of the fleet, and named by no lab.</summary>
    public const string Backups = "backups";

    /// <summary>No source: the right to conclude from what all of them show.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>No source either: the right to tell people.</summary>
    public const string Notifications = "notifications";

    /// <summary>No source: the right to tell the objects of a cluster what became of their names.</summary>
    public static string EventsOf(KubernetesSource source) => $"{Events}{source.Name}";

    const string Events = "events/";

    /// <summary>Whether it is a right to do something, and no source.</summary>
    public static bool IsDuty(string holder) => holder is Evaluation or Notifications || holder.StartsWith(Events, StringComparison.Ordinal);

    public static string Of(DockerSource source) => $"docker/{source.Name}";

    public static string Of(KubernetesSource source) => $"kubernetes/{source.Name}";

    public static string Of(ProxmoxSource source) => $"proxmox/{source.Name}";

    public static string Of(KomodoSource source) => $"komodo/{source.Name}";

    public static string Of(TraefikSource source) => $"traefik/{source.Name}";

    public static string Of(RepositorySpec repository) => $"repository/{repository.Name}";

    /// <summary>The open pull requests of a repository.</summary>
    public static string OfPulls(RepositorySpec repository) => $"pulls/{repository.Name}";

    /// <summary>A zone, as the service Dns sees it.</summary>
    /// <param name="zone">As Dns calls it: <c>example.org</c>, <c>example.org@lan</c>.</param>
    public static string OfZone(string zone) => zone.Split('@') is [var name, var server] ? $"dns/{server}/{name}" : $"cloudflare/{zone}";

    /// <summary>Whether a DNS server of the lab holds the zone, and not Cloudflare.</summary>
    public static bool IsAtServer(string zone) => zone.Contains('@');

    /// <summary>Every zone that somebody keeps for the lab, as Dns calls it.</summary>
    public static IEnumerable<string> Zones(LabSpec lab) =>
        (lab.Cloudflare?.Zones ?? []).Concat((lab.DnsServers ?? []).SelectMany(server => server.Zones.Select(zone => $"{zone}@{server.Name}")));

    /// <summary>The part of a zone that is the tunnels of its account.</summary>
    public const string Tunnels = "tunnels";

    /// <summary>Whether it is this source, or a part of it.</summary>
    public static bool IsOf(string name, string source) =>
        name == source || (name.StartsWith(source, StringComparison.Ordinal) && name[source.Length] == '/');

    /// <summary>All that a lab names and that is observed.</summary>
    public static IReadOnlyList<string> Of(LabSpec lab) =>
    [
        .. lab.Docker.Select(Of), .. lab.Kubernetes.Select(Of), .. lab.Proxmox.Select(Of), .. lab.Komodo.Select(Of), .. lab.Repositories.Select(Of),
        .. lab.Repositories.Where(it => it.Pulls is not null).Select(OfPulls),
        .. (lab.Traefik ?? []).Select(Of), .. Zones(lab).Select(OfZone),
    ];
}
