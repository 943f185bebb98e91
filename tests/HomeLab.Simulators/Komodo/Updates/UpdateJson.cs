using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Updates;

static class UpdateJson
{
    /// <summary>As lists and the websocket have it.</summary>
    public static JsonObject Item(Update update) => new()
    {
        ["id"] = update.Id,
        ["operation"] = update.Operation,
        ["start_ts"] = update.StartedAt.ToUnixTimeMilliseconds(),
        ["success"] = update.IsSuccess,
        ["username"] = update.Username,
        ["operator"] = Ids.Document("user", update.Username),
        ["target"] = Target(update),
        ["status"] = update.Status,
    };

    public static JsonObject Document(Update update)
    {
        var start = update.StartedAt.ToUnixTimeMilliseconds();
        var end = update.EndedAt?.ToUnixTimeMilliseconds();
        return new JsonObject
        {
            ["_id"] = new JsonObject { ["$oid"] = update.Id },
            ["operation"] = update.Operation,
            ["start_ts"] = start,
            ["success"] = update.IsSuccess,
            ["operator"] = Ids.Document("user", update.Username),
            ["target"] = Target(update),
            ["logs"] = update.Log.Length == 0
                ? []
                // Docker tells its progress there, also when all goes well.
                : new JsonArray(new JsonObject { ["stage"] = update.IsSuccess ? "Compose Up" : "Task Error", ["command"] = "", ["stdout"] = "", ["stderr"] = update.Log, ["success"] = update.IsSuccess, ["start_ts"] = start, ["end_ts"] = end ?? start }),
            ["end_ts"] = end,
            ["status"] = update.Status,
        };
    }

    static JsonObject Target(Update update) => new() { ["type"] = update.TargetType, ["id"] = update.TargetId };
}
