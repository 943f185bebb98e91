using System.Collections.Immutable;
using System.Text.Json;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>What a client sent about a record; null is not sent.</summary>
sealed record RecordBody
{
    static readonly string[] KnownSettings = ["ipv4_only", "ipv6_only", "flatten_cname", "private_routing"];

    public string? Id { get; private init; }

    public string? Type { get; private init; }

    public string? Name { get; private init; }

    public string? Content { get; private init; }

    public int? Priority { get; private init; }

    public JsonElement? Data { get; private init; }

    public int? Ttl { get; private init; }

    public bool? Proxied { get; private init; }

    public string? Comment { get; private init; }

    public ImmutableArray<string>? Tags { get; private init; }

    public ImmutableSortedDictionary<string, bool>? Settings { get; private init; }

    /// <exception cref="CloudflareRefusal">A field has the wrong JSON type.</exception>
    public static RecordBody Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw CloudflareRefusal.InvalidBody("Request body is invalid.");
        return new RecordBody
        {
            Id = Text(json, "id"),
            Type = Text(json, "type")?.ToUpperInvariant(),
            Name = Text(json, "name"),
            Content = Text(json, "content"),
            Priority = Number(json, "priority"),
            Data = Field(json, "data", JsonValueKind.Object),
            Ttl = Number(json, "ttl"),
            Proxied = Flag(json),
            Comment = Text(json, "comment"),
            Tags = TagsOf(json),
            Settings = SettingsOf(json),
        };
    }

    static JsonElement? Field(JsonElement json, string name, JsonValueKind kind) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == kind ? value
        : throw CloudflareRefusal.InvalidBody($"Failed to parse request body: {name} must be of type {kind.ToString().ToLowerInvariant()}.");

    static string? Text(JsonElement json, string name) => Field(json, name, JsonValueKind.String) is { } value ? TextOf(value) : null;

    /// <exception cref="CloudflareRefusal">The string is JSON, but no text.</exception>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, but no text.
            throw CloudflareRefusal.InvalidBody("Failed to parse request body: a string is not valid text.");
        }
    }

    static int? Number(JsonElement json, string name) =>
        Field(json, name, JsonValueKind.Number) is not { } value ? null
        : value.TryGetInt32(out var number) ? number
        : throw CloudflareRefusal.InvalidBody($"Failed to parse request body: {name} must be a whole number.");

    static bool? Flag(JsonElement json) =>
        !json.TryGetProperty("proxied", out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw CloudflareRefusal.Validation(9003, "Invalid 'proxied' value, must be a boolean");

    static ImmutableArray<string>? TagsOf(JsonElement json)
    {
        if (Field(json, "tags", JsonValueKind.Array) is not { } tags)
            return null;
        if (tags.EnumerateArray().Any(tag => tag.ValueKind != JsonValueKind.String))
            throw CloudflareRefusal.InvalidBody("Failed to parse request body: tags must be strings.");
        return [.. tags.EnumerateArray().Select(TextOf)];
    }

    static ImmutableSortedDictionary<string, bool>? SettingsOf(JsonElement json)
    {
        if (Field(json, "settings", JsonValueKind.Object) is not { } settings)
            return null;
        var known = settings.EnumerateObject().Where(setting => KnownSettings.Contains(setting.Name)).ToList();
        if (known.Any(setting => setting.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)))
            throw CloudflareRefusal.InvalidBody("Failed to parse request body: settings must be booleans.");
        return known.ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Value.GetBoolean());
    }
}
