using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Selectors;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Objects;

/// <summary>Lists, whole or in pages of one moment.</summary>
static class ObjectLists
{
    sealed record Continuation(long Version, string After);

    public static string List(KubeCall call)
    {
        var continuation = call.Query("continue") is { } token ? Read(token) : null;
        var state = Moment(call, continuation);
        var (labels, fields) = (LabelSelector.Parse(call.Query("labelSelector")), FieldSelector.Parse(call.Kind, call.Query("fieldSelector")));
        var rest = call.Shown([.. state.All(call.Kind.Qualified)
            .Where(thing => call.Namespace.Length == 0 || thing.Namespace == call.Namespace)
            .Where(thing => continuation is null || string.CompareOrdinal(thing.Key, continuation.After) > 0)
            .Where(thing => labels.Matches(thing.Labels) && fields.Matches(thing))]);
        var limit = int.TryParse(call.Query("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : int.MaxValue;
        var page = rest.Take(limit).ToList();
        var metadata = new JsonObject { ["resourceVersion"] = state.Version.ToString(CultureInfo.InvariantCulture) };
        if (page.Count < rest.Count)
        {
            metadata["continue"] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Continuation(state.Version, page[^1].Key)));
            // With a selector the rest is not counted.
            if (labels.IsEmpty && fields.IsEmpty)
                metadata["remainingItemCount"] = rest.Count - page.Count;
        }

        return Text(call, metadata, page);
    }

    static string Text(KubeCall call, JsonObject metadata, List<KubeObject> items)
    {
        var text = new StringBuilder($"{{\"kind\":\"{call.Kind.ListKind}\",\"apiVersion\":\"{call.Kind.ApiVersion}\",\"metadata\":{metadata.ToJsonString()},\"items\":[");
        // Items of built-in lists do not say what they are.
        text.AppendJoin(',', items.Select(item => call.Kind.IsCustom ? item.Text(call.Kind) : item.Bare));
        return text.Append("]}").ToString();
    }

    static KubeState Moment(KubeCall call, Continuation? continuation)
    {
        if (continuation is not null)
            return call.Store.At(continuation.Version) ?? throw KubeRefusal.Expired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");
        if (call.Query("resourceVersion") is not { } text || text == "0")
            return call.View;
        var version = ParseVersion(text);
        if (version > call.Store.Current.Version)
            throw new KubeRefusal(504, "Timeout", $"Too large resource version: {version}, current: {call.Store.Current.Version}");
        return call.Query("resourceVersionMatch") == "Exact"
            ? call.Store.At(version) ?? throw KubeRefusal.Expired($"The resourceVersion for the provided list is too old: {version}")
            : call.View;
    }

    /// <exception cref="KubeRefusal">400.</exception>
    public static long ParseVersion(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        ? version
        : throw KubeRefusal.BadRequest($"Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");

    static Continuation Read(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<Continuation>(Convert.FromBase64String(token))!;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw KubeRefusal.BadRequest("continue key is not valid: illegal base64 data or unknown version");
        }
    }
}
