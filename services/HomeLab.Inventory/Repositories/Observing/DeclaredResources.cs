using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Turns a reading into resources: one for each declared object, and one for the repository itself.</summary>
sealed class DeclaredResources(RepositoryReading reading, DeploymentTargets targets)
{
    public const string RepositoryKind = "repository";
    public const string Declared = "declared";
    public const string Absent = "absent";

    /// <summary>From what holds others to them, which each of them says of itself already.</summary>
    static readonly HashSet<string> Parts = ["compose.project", "compose.service"];

    readonly ILookup<string, Dependency> needs = reading.Dependencies.Where(it => it.Rule != "deploys" && !Parts.Contains(it.Rule)).ToLookup(it => it.From);
    readonly ILookup<string, Dependency> holders = reading.Dependencies.Where(it => Parts.Contains(it.Rule)).ToLookup(it => it.To);
    readonly ILookup<string, DeclaredHost> hosts = reading.Hosts.ToLookup(it => it.Object);

    /// <param name="identity">Of the repository; empty: not known.</param>
    public static ObservedResource Repository(string name, string identity, RepositoryFacts facts) => new(
        $"repository/{name}", identity, RepositoryKind, name, "read", "", new Dictionary<string, string>(), facts.Write());

    public ObservedResource Of(DeclaredObject it, int version)
    {
        var facts = new DeclaredFacts(
            it.Owner, it.Reach.ToString(), it.Namespace, version, holders[it.Address].FirstOrDefault()?.From, targets.Of(it),
            [.. needs[it.Address].Select(need => new DeclaredNeed(need.To, need.Rule)).Distinct()],
            [.. hosts[it.Address].Select(host => new DeclaredName(host.Host, host.Rule)).Distinct()], Sorted(JsonNode.Parse(it.SpecJson)));
        return new ObservedResource(
            it.Address, "", it.Kind, it.Namespace.Length > 0 ? $"{it.Namespace}/{it.Name}" : it.Name, Declared, ImageOf(facts.Spec),
            new Dictionary<string, string>(), facts.Write());
    }

    static string ImageOf(JsonNode? spec) => spec is JsonObject content && content["image"] is JsonValue image ? image.ToString() : "";

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject content => new JsonObject(content.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => KeyValuePair.Create(it.Key, Sorted(it.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
