using System.Text.Json.Nodes;

namespace HomeLab.Simulators.ExternalDns;

/// <summary>What the provider behind the webhook keeps: sets of records by name, type and set identifier. Safe for concurrent use.</summary>
public sealed class WebhookStore
{
    readonly Lock gate = new();
    readonly SortedDictionary<string, JsonObject> sets = new(StringComparer.Ordinal);

    /// <summary>Domains that it serves; empty: it says nothing of that.</summary>
    public IReadOnlyList<string> Domains { get; set; } = ["example.org"];

    /// <summary>The shortest ttl that the provider can keep.</summary>
    public int ShortestTtl { get; set; } = 1;

    /// <summary>Sets whose change the provider refuses, by name and type: <c>bad.example.org A</c>.</summary>
    public HashSet<string> Refused { get; } = [];

    public IReadOnlyList<JsonObject> All
    {
        get
        {
            lock (gate)
                return [.. sets.Values.Select(it => (JsonObject)it.DeepClone())];
        }
    }

    /// <summary>What somebody else does there: all records of a name and type.</summary>
    public void Put(string name, string type, int ttl, params string[] targets) =>
        Put(new JsonObject { ["dnsName"] = name, ["recordType"] = type, ["recordTTL"] = ttl, ["targets"] = new JsonArray([.. targets.Select(it => JsonValue.Create(it))]) });

    public void Put(JsonObject endpoint)
    {
        lock (gate)
            sets[KeyOf(endpoint)] = (JsonObject)endpoint.DeepClone();
    }

    public JsonObject? Find(string name, string type)
    {
        lock (gate)
            return sets.GetValueOrDefault($"{name} {type} ");
    }

    internal void Reset()
    {
        lock (gate)
            sets.Clear();
    }

    internal static string TextOf(JsonObject endpoint) => $"{endpoint["dnsName"]} {endpoint["recordType"]}".ToLowerInvariant();

    /// <summary>Makes changes in the order in which providers do: delete, update, create. The first that is refused ends it; those before it stay.</summary>
    /// <returns>Why it ended early; null: it did not.</returns>
    internal string? Apply(IEnumerable<JsonObject> delete, IEnumerable<(JsonObject Old, JsonObject New)> update, IEnumerable<JsonObject> create, Action<string, string> applied)
    {
        lock (gate)
        {
            foreach (var endpoint in delete)
            {
                if (Objection(endpoint) is { } objection)
                    return objection;
                if (sets.Remove(KeyOf(endpoint)))
                    applied("delete", TextOf(endpoint));
            }
            foreach (var (old, changed) in update)
            {
                if (Objection(changed) is { } objection)
                    return objection;
                if (KeyOf(old) != KeyOf(changed) || !sets.ContainsKey(KeyOf(old)))
                    return $"{TextOf(old)} is not there to be updated";
                sets[KeyOf(changed)] = (JsonObject)changed.DeepClone();
                applied("update", TextOf(changed));
            }
            foreach (var endpoint in create)
            {
                if ((Objection(endpoint) ?? (sets.ContainsKey(KeyOf(endpoint)) ? $"{TextOf(endpoint)} exists" : null)) is { } objection)
                    return objection;
                sets[KeyOf(endpoint)] = (JsonObject)endpoint.DeepClone();
                applied("create", TextOf(endpoint));
            }
            return null;
        }
    }

    string? Objection(JsonObject endpoint) => Refused.Contains($"{endpoint["dnsName"]} {endpoint["recordType"]}") ? $"{TextOf(endpoint)} is refused" : null;

    static string KeyOf(JsonObject endpoint) => $"{endpoint["dnsName"]!.GetValue<string>().TrimEnd('.').ToLowerInvariant()} {endpoint["recordType"]} {endpoint["setIdentifier"]}";
}
