using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class TagReads
{
    public static JsonArray List(KomodoCall call) => call.Shown(call.View.Tags.OrderBy(it => it.Name, StringComparer.Ordinal).Select(Json));

    public static JsonObject One(KomodoCall call) => Json(call.View.FindTag(call.Text("tag")) ?? throw Missing(call.Text("tag")));

    public static JsonObject Json(Tag tag) => new()
    {
        ["_id"] = new JsonObject { ["$oid"] = tag.Id },
        ["name"] = tag.Name,
        ["owner"] = tag.Owner,
        ["color"] = tag.Color,
    };

    public static KomodoRefusal Missing(string tag) => new(StatusCodes.Status500InternalServerError, $"no tag found matching {tag}");
}
