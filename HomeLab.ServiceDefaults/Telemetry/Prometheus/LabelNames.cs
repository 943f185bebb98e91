using System.Globalization;
using System.Text;

namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>Attributes as labels.</summary>
static class LabelNames
{
    /// <summary>Sorted by name. Values of attributes that come to have one name are joined by <c>;</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IEnumerable<KeyValuePair<string, object?>> attributes) =>
    [
        .. attributes.OrderBy(it => it.Key, StringComparer.Ordinal)
            .GroupBy(it => Clean(it.Key), it => Text(it.Value), StringComparer.Ordinal)
            .OrderBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => KeyValuePair.Create(it.Key, string.Join(';', it))),
    ];

    /// <summary>Letters, digits and single underscores, no digit in front; names that begin with two underscores are Prometheus' own.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            var valid = char.IsAsciiLetterOrDigit(c) ? c : '_';
            if (valid != '_' || clean.Length == 0 || clean[^1] != '_')
            {
                clean.Append(valid);
            }
        }
        return clean.Length == 0 ? "_" : char.IsAsciiDigit(clean[0]) ? $"_{clean}" : clean.ToString();
    }

    static string Text(object? value) => value switch
    {
        bool it => it ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
