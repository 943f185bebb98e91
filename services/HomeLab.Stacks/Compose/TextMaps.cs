global using TextMap = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using System.Collections.Immutable;

namespace HomeLab.Stacks.Compose;

/// <summary>Maps of texts in the order of their bytes, whatever the culture.</summary>
static class TextMaps
{
    public static TextMap Empty { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static TextMap Of(IEnumerable<KeyValuePair<string, string>>? entries) =>
        entries is null ? Empty : Empty.SetItems(entries);

    public static string At(this TextMap map, string key) => map.GetValueOrDefault(key, "");
}
