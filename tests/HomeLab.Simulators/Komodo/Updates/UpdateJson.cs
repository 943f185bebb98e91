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
        var document = new JsonObject
        {
            ["_id"] = new JsonObject { ["$oid"] = update.Id },
            ["operation"] = update.Operation,
            ["start_ts"] = update.StartedAt.ToUnixTimeMilliseconds(),
            ["success"] = update.IsSuccess,
            ["operator"] = Ids.Document("user", update.Username),
            ["target"] = Target(update),
            ["logs"] = new JsonArray([.. update.Logs.Select(Log)]),
            ["end_ts"] = update.EndedAt?.ToUnixTimeMilliseconds(),
            ["status"] = update.Status,
        };
        foreach (var (name, text) in new[] { ("commit_hash", update.CommitHash), ("prev_toml", update.PreviousToml), ("current_toml", update.CurrentToml) })
            if (text.Length > 0)
                document[name] = text;
        return document;
    }

    public static JsonObject Log(UpdateLog log) => new()
    {
        ["stage"] = log.Stage,
        ["command"] = log.Command,
        ["stdout"] = log.Output,
        ["stderr"] = log.Error,
        ["success"] = log.IsSuccess,
        ["start_ts"] = log.At.ToUnixTimeMilliseconds(),
        ["end_ts"] = log.At.ToUnixTimeMilliseconds(),
    };

    static JsonObject Target(Update update) => new() { ["type"] = update.TargetType, ["id"] = update.TargetId };
}
