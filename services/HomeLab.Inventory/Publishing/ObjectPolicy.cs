using System.Text.Json.Nodes;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing;

/// <summary>What an object's own label or annotation says of what may become of its records; it counts more than the lab's word for its source.</summary>
/// <param name="Value">As in the lab: <c>upsertOnly</c>; null: it says nothing, or nothing that is understood.</param>
sealed record ObjectPolicy(string? Value, IReadOnlyList<Problem> Problems)
{
    static readonly string[] Keys = ["homelab/dns-policy", "homelab.dns-policy"];
    static readonly string[] Values = ["sync", "upsertOnly", "createOnly"];

    public static bool IsOne(string key) => Keys.Contains(key);

    public static ObjectPolicy Of(JsonObject texts) => Of(texts.Where(it => it.Value is JsonValue).ToDictionary(it => it.Key, it => it.Value!.ToString()));

    public static ObjectPolicy Of(IReadOnlyDictionary<string, string> texts)
    {
        if (Keys.FirstOrDefault(texts.ContainsKey) is not { } key)
            return new ObjectPolicy(null, []);
        // Also as external-dns writes them: upsert-only.
        var word = texts[key].Trim().Replace("-", "", StringComparison.Ordinal);
        return Values.FirstOrDefault(it => it.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } value
            ? new ObjectPolicy(value, [])
            : new ObjectPolicy(null, [new Problem("", 0, 1, key, "WrongValue", $"expected {string.Join(", ", Values[..^1])} or {Values[^1]}")]);
    }
}
