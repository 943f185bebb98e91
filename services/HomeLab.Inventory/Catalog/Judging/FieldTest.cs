using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>Holds a field to what has to be so of it, where a list of values cannot say it.</summary>
static class FieldTest
{
    /// <param name="otherwise">What it means where it does not hold; null: unhealthy.</param>
    public static (HealthState State, string Reason) Judge(TestSpec test, string path, JsonNode facts, string? otherwise, DateTimeOffset now)
    {
        var values = FactPath.Parse(path).Read(facts).Where(it => it is not (JsonArray { Count: 0 } or JsonObject { Count: 0 })).ToList();
        var failed = otherwise is null ? HealthState.Unhealthy : States.Of(otherwise);
        if (test.Is is "present" or "absent")
        {
            var isPresent = values.Count > 0;
            return (isPresent == (test.Is == "present") ? HealthState.Healthy : failed, isPresent ? $"{path} is there" : $"nothing stands at {path}");
        }
        if (values.Count == 0)
            return (HealthState.Unknown, $"nothing stands at {path}");
        var bounds = test.To is null ? [] : FactPath.Parse(test.To).Read(facts);
        var results = Pairs(values, bounds).Select(it => (it.Value, it.Bound, Holds: Holds(test, it.Value, it.Bound, now))).ToList();
        if (test is { Is: "equal", To: null })
        {
            var different = values.Select(FactPath.TextOf).Distinct().ToList();
            return (different.Count == 1 ? HealthState.Healthy : failed, $"{path} is {string.Join(", ", different)}");
        }
        var worst = results.OrderBy(it => it.Holds switch { false => 0, null => 1, true => 2 }).First();
        return (worst.Holds switch { true => HealthState.Healthy, false => failed, null => HealthState.Unknown },
            $"{path} is {Shown(worst.Value)}{(test.To is null ? "" : $", {test.To} is {(worst.Bound is null ? "not there" : Shown(worst.Bound))}")}");
    }

    // Mappings are compared key by key, lists item by item, one bound with all.
    static IEnumerable<(JsonNode Value, JsonNode? Bound)> Pairs(List<JsonNode> values, IReadOnlyList<JsonNode> bounds)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var bound = bounds.Count == 0 ? null : bounds.Count == 1 ? bounds[0] : i < bounds.Count ? bounds[i] : null;
            if (values[i] is not JsonObject map)
            {
                yield return (values[i], bound);
                continue;
            }
            foreach (var (key, value) in map)
            {
                if (value is not null && bound?[key] is { } of)
                    yield return (value, of);
            }
        }
    }

    static bool? Holds(TestSpec test, JsonNode value, JsonNode? bound, DateTimeOffset now)
    {
        var text = FactPath.TextOf(value);
        switch (test.Is)
        {
            case "equal":
                return bound is null ? null : text == FactPath.TextOf(bound);
            case "full":
                return text.Split('/') is [var some, var all] ? some.Trim() == all.Trim() : null;
            case "newerThan":
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                    ? now - at <= test.Age!.Value : null;
            default:
                if (Quantity.Parse(text) is not { } number || (test.Value ?? (bound is null ? null : Quantity.Parse(FactPath.TextOf(bound)))) is not { } limit)
                    return null;
                return test.Is == "atLeast" ? number >= limit * test.Factor : number < limit * test.Factor;
        }
    }

    static string Shown(JsonNode node) => FactPath.TextOf(node) is { Length: <= 80 } text ? text : "a long text";
}
