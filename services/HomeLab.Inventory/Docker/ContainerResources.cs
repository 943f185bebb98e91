using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Docker;

/// <summary>Turns an engine's list into resources.</summary>
static partial class ContainerResources
{
    public const string Kind = "docker.container";

    public static IReadOnlyList<ObservedResource> Of(string host, IEnumerable<ContainerListResponse> containers) =>
        [.. ContainerAddresses.Assign(host, containers).OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => Of(it.Key, it.Value))];

    static ObservedResource Of(string address, ContainerListResponse container)
    {
        var labels = Kept(container.Labels ?? new Dictionary<string, string>());
        return new ObservedResource(
            address, container.ID, Kind, ContainerAddresses.NameOf(container), container.State ?? "", container.Image ?? "", labels,
            ContainerFacts.Of(container));
    }

    /// <summary>What is read of labels. Others may hold secrets, such as the users of a basicauth middleware, and are not kept.</summary>
    public static Dictionary<string, string> Kept(IEnumerable<KeyValuePair<string, string>> labels) => labels.Where(it => Kept().IsMatch(it.Key)).ToDictionary();

    [GeneratedRegex(
        @"^(traefik\.enable|traefik\.(http|tcp)\.routers\..+|traefik\.frontend\..+|com\.docker\.compose\..+|org\.opencontainers\.image\..+|homelab[./](owner|when|withdraw|dns-policy))$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Kept();
}
