using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Systems.Readiness;

/// <summary>Tells of what waits for health how that is. Pure.</summary>
static class Readinesses
{
    const string When = "when";
    const string Withdraw = "withdraw";
    const string Healthy = "healthy";

    const string RoutesTo = "routesTo";

    const int LongestWay = 4;

    /// <summary>What of the lab waits: by its source's <c>publish</c>, by a label or annotation of its own, by its document.</summary>
    public static IReadOnlyList<WaitingThing> Of(LabSpec lab, IEnumerable<PublishedThing> published, IEnumerable<DocumentRow> documents)
    {
        var rules = new Dictionary<string, PublishRules>(StringComparer.Ordinal);
        var waiting = new List<WaitingThing>();
        foreach (var thing in published)
        {
            if (!rules.TryGetValue(thing.Source, out var rule))
                rules[thing.Source] = rule = PublishRules.Of(lab, thing.Source);
            var says = Said(thing, When);
            if (says == Healthy || (says is null && rule.WhenHealthy))
                waiting.Add(new WaitingThing(thing.Address, thing.Resource, Said(thing, Withdraw) is { } withdraw ? withdraw == "true" : rule.Withdraw));
        }
        foreach (var document in documents.Where(it => it is { Kind: "DnsRecord", Spec: not null }))
        {
            if (LabJson.Read<DnsRecordSpec>(document.Spec!) is { When: Healthy, WaitsFor: { } thing } spec)
                waiting.Add(new WaitingThing(document.Address, thing, spec.Withdraw == true));
        }
        return waiting;
    }

    /// <param name="graph">Services and routes are no systems themselves: what they lead to is judged.</param>
    /// <returns>Null: nothing judges it, or several things might be meant.</returns>
    public static SystemRecord? Judge(WaitingThing waiting, IReadOnlyList<SystemRecord> systems, LabGraph graph)
    {
        IReadOnlyList<string> reached = [waiting.Thing];
        var seen = reached.ToHashSet(StringComparer.Ordinal);
        for (var way = 0; way < LongestWay && reached.Count > 0; way++)
        {
            var judging = systems.Where(it => it.Health != SystemHealthWord.Absent && reached.Any(address => IsOf(it, address))).ToList();
            if (judging.Count > 0)
                return judging.OrderBy(it => it.Health == Healthy).ThenBy(it => it.Address, StringComparer.Ordinal).First();
            reached = [.. reached.SelectMany(address => graph.Leaving(address)).Where(it => it.Kind == RoutesTo).Select(it => it.To).Where(seen.Add)];
        }
        return SystemQueries.Find(systems, waiting.Thing) is [var named] ? named : null;
    }

    static bool IsOf(SystemRecord system, string address) => system.Address == address || system.Details.Objects.Any(it => it.Address == address);

    static string? Said(PublishedThing thing, string what)
    {
        var metadata = JsonNode.Parse(thing.Facts).At("metadata");
        return new[] { JsonNode.Parse(thing.Labels), metadata.At("labels"), metadata.At("annotations") }.OfType<JsonObject>()
            .Select(texts => (texts[$"homelab/{what}"] ?? texts[$"homelab.{what}"])?.ToString()).FirstOrDefault(text => text is not null);
    }
}
