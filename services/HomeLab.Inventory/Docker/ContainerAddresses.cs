using System.Text.RegularExpressions;
using Docker.DotNet.Models;

namespace HomeLab.Inventory.Docker;

/// <summary>Gives containers addresses that outlive them: Compose's project and service, or the name.</summary>
static partial class ContainerAddresses
{
    const string Project = "com.docker.compose.project";
    const string Service = "com.docker.compose.service";
    const string Number = "com.docker.compose.container-number";
    const string OneOff = "com.docker.compose.oneoff";

    /// <summary>
    /// One container at each address. While Compose re-creates one there are two for a moment: the running one, then the
    /// younger, stands for the address.
    /// </summary>
    public static IReadOnlyDictionary<string, ContainerListResponse> Assign(string host, IEnumerable<ContainerListResponse> containers)
    {
        var assigned = new Dictionary<string, ContainerListResponse>();
        var groups = containers.GroupBy(KeyOf)
            .OrderBy(it => it.Key.Number).ThenBy(it => it.Key.Project, StringComparer.Ordinal).ThenBy(it => it.Key.Service, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var container = group.OrderByDescending(it => it.State == "running").ThenByDescending(it => it.Created).ThenBy(it => it.ID, StringComparer.Ordinal).First();
            // The second replica of `web` and the first of a service `web-2` would share an address.
            if (!assigned.TryAdd(group.Key.Address(host), container))
                assigned[$"docker/{host}/{NameOf(container)}"] = container;
        }
        return assigned;
    }

    public static string NameOf(ContainerListResponse container) =>
        container.Names?.Select(it => it.TrimStart('/')).FirstOrDefault(Segment().IsMatch) ?? container.ID;

    static ComposeKey KeyOf(ContainerListResponse container)
    {
        var labels = container.Labels ?? new Dictionary<string, string>();
        return labels.TryGetValue(Project, out var project) && labels.TryGetValue(Service, out var service)
            && Segment().IsMatch(project) && Segment().IsMatch(service)
            && !(labels.TryGetValue(OneOff, out var oneOff) && oneOff.Equals("true", StringComparison.OrdinalIgnoreCase))
            ? new ComposeKey(project, service, labels.TryGetValue(Number, out var text) && int.TryParse(text, out var number) ? number : 1)
            : new ComposeKey("", NameOf(container), 1);
    }

    /// <summary>What Docker and Compose allow; labels may hold anything, and a slash would point elsewhere.</summary>
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$")]
    private static partial Regex Segment();

    readonly record struct ComposeKey(string Project, string Service, int Number)
    {
        public string Address(string host) => Project.Length == 0
            ? $"docker/{host}/{Service}"
            : $"docker/{host}/{Project}/{Service}{(Number > 1 ? $"-{Number}" : "")}";
    }
}
