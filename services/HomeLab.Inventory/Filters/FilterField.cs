using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Filters;

/// <summary>A field that can be asked for.</summary>
/// <param name="Values">Its values; most have one.</param>
/// <param name="Order">How less and more are told.</param>
sealed record FilterField<T>(Func<T, IEnumerable<string>> Values, FilterOrder Order = FilterOrder.Text)
{
    /// <summary>Of a field that has others within: all of it as JSON.</summary>
    public Func<T, JsonNode?>? Within { get; init; }
}

enum FilterOrder
{
    /// <summary>Numbers as numbers, times as times, all else by its letters.</summary>
    Text,

    /// <summary><c>1.10</c> comes after <c>1.9</c>.</summary>
    Version,

    /// <summary>info, warning, critical.</summary>
    Severity,
}
