using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Changes;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Tells from an object's <c>managedFields</c> who wrote what changed of it.</summary>
/// <remarks>
/// Who changes a value owns its field, and the time of an entry moves with it. Nobody owns what was removed:
/// https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management.
/// </remarks>
sealed class FieldManagers(JsonArray managedFields)
{
    /// <summary>What is kept of the content of a Secret or ConfigMap: when it changed.</summary>
    public const string ContentChanged = "contentChangedAt";

    /// <summary>Of most objects nobody asks.</summary>
    List<Entry> Entries => field ??= [.. managedFields.OfType<JsonObject>().Select(Entry.Of).OrderByDescending(it => it.At)];

    /// <param name="metadata">Of the object as the API gave it.</param>
    public static FieldManagers Of(JsonNode? metadata) => new(metadata?["managedFields"] as JsonArray ?? []);

    /// <summary>When the content of a Secret or ConfigMap was last written, as RFC 3339; null: nobody says that they wrote it.</summary>
    public string? ContentChangedAt => Entries.Find(it => it.HasContent) is { } entry && entry.At > default(DateTimeOffset) ? $"{entry.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : null;

    public Actor ActorOf(ObservedChange change) => change.Action switch
    {
        ObservedChange.Gone => Actor.NotKnown("a cluster does not tell who deleted what is gone"),
        ObservedChange.Changed => WriterOf(change),
        _ => Creator(),
    };

    Actor WriterOf(ObservedChange change)
    {
        // What follows from the rest is nobody's.
        var fields = change.Fields.Where(it => it.Segments is not ["state"] and not ["metadata", "generation" or "deletionTimestamp" or "deletionGracePeriodSeconds"]).ToList();
        var written = fields.Select(it => (Field: it, By: it.Became is null ? null : Entries.Find(entry => it.Segments is [ContentChanged] ? entry.HasContent : entry.Covers(it.Segments)))).ToList();
        // What somebody wishes tells more of who it was than what its controller then says of it.
        var named = written.Where(it => it.By is not null && it.Field.Segments[0] != "status").ToList();
        if (named.Count == 0)
            named = [.. written.Where(it => it.By is not null)];
        if (named.Count == 0)
            return Actor.NotKnown("no entry of its managedFields covers what changed");
        var byManager = named.GroupBy(it => it.By!).OrderByDescending(it => it.Key.At).ToList();
        return Actor.Called(
            string.Join(", ", byManager.Select(it => it.Key.Manager).Distinct()),
            string.Join("; ", byManager.Select(it => $"managedFields: {it.Key} has {it.First().Field.Path}")));
    }

    /// <summary>Where one manager alone has written an object, it has made it.</summary>
    Actor Creator() => Entries.Where(it => it.Subresource.Length == 0).DistinctBy(it => it.Manager).ToList() is [var only]
        ? Actor.Called(only.Manager, $"managedFields: {only} alone has written it")
        : Actor.NotKnown("its managedFields do not tell who made it");

    sealed record Entry(string Manager, string Operation, string Subresource, DateTimeOffset At, JsonObject Fields)
    {
        public static Entry Of(JsonObject entry) => new(
            Text(entry["manager"]), Text(entry["operation"]), Text(entry["subresource"]),
            DateTimeOffset.TryParse(Text(entry["time"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default,
            entry["fieldsV1"] as JsonObject ?? []);

        public bool HasContent => Fields.ContainsKey("f:data") || Fields.ContainsKey("f:binaryData");

        /// <summary>Whether its set of fields has this very one: a whole list or object that is written as one covers what is in it.</summary>
        public bool Covers(IReadOnlyList<string> segments)
        {
            var at = Fields;
            foreach (var segment in segments)
            {
                if (Child(at, segment) is not { } child)
                    return false;
                if (child.Count == 0)
                    return true;
                at = child;
            }
            return false;
        }

        static JsonObject? Child(JsonObject at, string segment) => segment.StartsWith('[')
            ? at.Where(it => it.Key.StartsWith("k:", StringComparison.Ordinal) && IsKeyed(it.Key[2..], segment[1..^1])).Select(it => it.Value as JsonObject).FirstOrDefault()
            : at["f:" + segment] as JsonObject;

        /// <param name="key"><c>{"name":"app"}</c>.</param>
        static bool IsKeyed(string key, string value)
        {
            try
            {
                return JsonNode.Parse(key) is JsonObject content && content.Any(it => it.Value?.ToString() == value);
            }
            catch (JsonException)
            {
                return false;
            }
        }

        public override string ToString() => $"{Manager} ({Operation}{(Subresource.Length > 0 ? $" of {Subresource}" : "")}, {At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'})";

        static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
    }
}
