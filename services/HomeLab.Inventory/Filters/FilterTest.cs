using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Lab.Filters;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Filters;

/// <summary>Compares what something has with what is asked for. Letters are compared without their case; <c>*</c> stands for anything.</summary>
static class FilterTest
{
    static readonly string[] Severities = ["info", "warning", "critical"];

    /// <param name="values">Where there are several, one is enough.</param>
    /// <param name="wanted">Null: anything.</param>
    public static bool Holds(IEnumerable<string> values, FilterOperator comparison, string? wanted, FilterOrder order) => comparison switch
    {
        FilterOperator.NotEqual => !Holds(values, FilterOperator.Equal, wanted, order),
        FilterOperator.Has when wanted is null => values.Any(it => it.Length > 0),
        FilterOperator.Has => values.Any(it => Matches(it, wanted!) || it.Contains(wanted!, StringComparison.OrdinalIgnoreCase)),
        FilterOperator.Equal => values.Any(it => Matches(it, wanted!)),
        _ => values.Any(it => Compare(it, wanted!, order) is { } sign && Agrees(sign, comparison)),
    };

    public static bool Holds(IEnumerable<JsonNode> found, FilterOperator comparison, string? wanted)
    {
        if (comparison == FilterOperator.NotEqual)
            return !Holds(found, FilterOperator.Equal, wanted);
        return found.Any(it => it switch
        {
            JsonObject content => comparison == FilterOperator.Has && (wanted is null || content.Any(field => Matches(field.Key, wanted))),
            JsonArray list when comparison == FilterOperator.Has => wanted is null ? list.Count > 0 : list.OfType<JsonValue>().Any(element => Matches(element.ToString(), wanted)),
            JsonArray list => Holds(list.OfType<JsonNode>(), comparison, wanted),
            _ => Holds([it.ToString()], comparison, wanted, FilterOrder.Text),
        });
    }

    static bool Matches(string value, string wanted) => Glob.IsMatch(wanted.ToUpperInvariant(), value.ToUpperInvariant());

    static bool Agrees(int sign, FilterOperator comparison) => comparison switch
    {
        FilterOperator.Less => sign < 0,
        FilterOperator.LessOrEqual => sign <= 0,
        FilterOperator.Greater => sign > 0,
        _ => sign >= 0,
    };

    /// <returns>Null: they cannot be compared, as where there is nothing.</returns>
    static int? Compare(string value, string wanted, FilterOrder order)
    {
        if (value.Length == 0)
            return null;
        if (order == FilterOrder.Severity)
            return Array.IndexOf(Severities, wanted.ToLowerInvariant()) is >= 0 and var rank ? Array.IndexOf(Severities, value).CompareTo(rank) : null;
        if (order == FilterOrder.Version)
            return CompareVersions(value, wanted);
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return decimal.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) ? number.CompareTo(other) : null;
        if (IsTime(wanted, out var instant))
            return IsTime(value, out var at) ? at.CompareTo(instant) : null;
        return string.Compare(value, wanted, StringComparison.OrdinalIgnoreCase);
    }

    static bool IsTime(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at) && text.Count(it => it == '-') >= 2;

    static int CompareVersions(string value, string wanted)
    {
        var (left, right) = (Parts(value), Parts(wanted));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var (one, other) = (i < left.Length ? left[i] : "0", i < right.Length ? right[i] : "0");
            var sign = long.TryParse(one, CultureInfo.InvariantCulture, out var number) && long.TryParse(other, CultureInfo.InvariantCulture, out var against)
                ? number.CompareTo(against)
                : string.Compare(one, other, StringComparison.OrdinalIgnoreCase);
            if (sign != 0)
                return sign;
        }
        return 0;
    }

    static string[] Parts(string version) => version.TrimStart('v', 'V').Split(['.', '-', '+']);
}
