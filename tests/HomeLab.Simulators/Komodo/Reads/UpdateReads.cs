using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Updates;

namespace HomeLab.Simulators.Komodo.Reads;

static class UpdateReads
{
    const int PageSize = 100;

    /// <summary>A hundred a page, the newest first.</summary>
    public static JsonObject List(KomodoCall call)
    {
        var query = call.Query;
        var page = call.Number("page") ?? 0;
        var found = call.View.Updates.Where(it => call.MayRead(it.TargetType, it.TargetId))
            .Where(it => Is(query, "target.type", it.TargetType) && Is(query, "target.id", it.TargetId) && Is(query, "operation", it.Operation))
            .OrderByDescending(it => it.StartedAt).ToList();
        return new JsonObject
        {
            ["updates"] = call.Shown(found.Skip(page * PageSize).Take(PageSize).Select(UpdateJson.Item)),
            ["next_page"] = found.Count > (page + 1) * PageSize ? page + 1 : null,
        };
    }

    public static JsonObject Document(KomodoCall call)
    {
        var id = call.Text("id");
        return call.View.Updates.Find(it => it.Id == id && call.MayRead(it.TargetType, it.TargetId)) is { } update
            ? UpdateJson.Document(update)
            : throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "no update exists matching given id");
    }

    static bool Is(JsonObject? query, string field, string value) => query?[field] is not JsonValue wanted || !wanted.TryGetValue<string>(out var text) || text == value;
}
