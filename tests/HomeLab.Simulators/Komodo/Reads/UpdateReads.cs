using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Updates;

namespace HomeLab.Simulators.Komodo.Reads;

static class UpdateReads
{
    const int PageSize = 100;

    /// <summary>A hundred a page, the newest first.</summary>
    public static JsonObject List(KomodoCall call)
    {
        var page = call.Number("page") ?? 0;
        var found = Found(call).Skip(page * PageSize).Take(PageSize + 1).ToList();
        return new JsonObject
        {
            ["updates"] = call.Shown(found.Take(PageSize).Select(UpdateJson.Item)),
            ["next_page"] = found.Count > PageSize ? page + 1 : null,
        };
    }

    public static JsonObject Document(KomodoCall call)
    {
        var id = call.Text("id");
        return call.View.FindUpdate(id) is { } update && call.MayRead(update.TargetType, update.TargetId)
            ? UpdateJson.Document(update)
            : throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "no update exists matching given id");
    }

    static IEnumerable<Update> Found(KomodoCall call)
    {
        var (query, all) = (call.Query, call.View.Updates);
        var since = query?["start_ts"]?["$gte"] is JsonValue value && value.TryGetValue<long>(out var milliseconds) ? milliseconds : long.MinValue;
        for (var at = all.Count - 1; at >= 0; at--)
        {
            var update = all[at];
            if (Is(query, "target.type", update.TargetType) && Is(query, "target.id", update.TargetId) && Is(query, "operation", update.Operation)
                && update.StartedAt.ToUnixTimeMilliseconds() >= since && call.MayRead(update.TargetType, update.TargetId))
                yield return update;
        }
    }

    static bool Is(JsonObject? query, string field, string value) => query?[field] switch
    {
        null => true,
        JsonObject condition => condition["$in"] is not JsonArray wanted || wanted.Any(it => (string?)it == value),
        var wanted => (string?)wanted == value,
    };
}
