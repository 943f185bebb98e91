using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Komodo.Core;

/// <summary>The user that the key belongs to.</summary>
public sealed record KomodoUser
{
    public required string Username { get; init; }

    public bool Admin { get; init; }

    public bool SuperAdmin { get; init; }

    /// <summary>By type of resource the level that holds for all of them; a word, or an object with the word.</summary>
    [JsonInclude]
    internal Dictionary<string, JsonElement>? All { get; init; }

    /// <summary>Whether lists of this type are whole, as far as the user itself says: rights by way of a group are not told.</summary>
    /// <param name="type">Such as <c>Stack</c>.</param>
    public bool SeesAll(string type) => Admin || SuperAdmin || (All?.TryGetValue(type, out var level) == true && LevelOf(level) is "Read" or "Execute" or "Write");

    static string? LevelOf(JsonElement level) => level.ValueKind switch
    {
        JsonValueKind.String => level.GetString(),
        JsonValueKind.Object when level.TryGetProperty("level", out var inner) && inner.ValueKind == JsonValueKind.String => inner.GetString(),
        _ => null,
    };
}
