using System.Text.Json.Nodes;

namespace HomeLab.Stacks.Komodo;

/// <summary>A <c>[[stack]]</c> table, as Core is to have it.</summary>
/// <param name="Name">In the form that Core gives it.</param>
/// <param name="Config">Fields that the table names, by the names that Core stores them under.</param>
sealed record KomodoWish(string Name, JsonObject Config)
{
    /// <param name="servers">Ids of Core's servers by their names.</param>
    public static KomodoWish Read(string tableJson, IReadOnlyDictionary<string, string> servers)
    {
        var table = (JsonObject)JsonNode.Parse(tableJson)!;
        var config = new JsonObject();
        foreach (var (field, value) in table["config"] as JsonObject ?? [])
        {
            if (field is "server" or "server_id")
                config["server_id"] = value is JsonValue name && servers.TryGetValue(name.ToString(), out var id) ? id : value?.DeepClone();
            else
                config[field == "swarm" ? "swarm_id" : field] = value?.DeepClone();
        }
        return new KomodoWish(NameOf(table["name"]!.ToString()), config);
    }

    /// <summary>Core takes its files from the stack's own repository, at whatever commit is the branch's newest.</summary>
    public bool FollowsBranch => !Config.ContainsKey("commit") && Says("repo") && !Says("linked_repo") && Config["files_on_host"]?.ToString() != "true";

    /// <summary>All that Core deploys stands in the table.</summary>
    public bool IsWhole => Config.ContainsKey("commit") || (Says("file_contents") && !Says("repo") && !Says("linked_repo") && Config["files_on_host"]?.ToString() != "true");

    /// <param name="commit">Empty: the branch's newest.</param>
    public KomodoWish At(string commit) => this with { Config = new JsonObject(Config.Append(KeyValuePair.Create<string, JsonNode?>("commit", commit)).Select(it => KeyValuePair.Create(it.Key, it.Value?.DeepClone()))) };

    /// <summary>Fields of which Core has another value, in order.</summary>
    public IReadOnlyList<string> Differences(JsonObject actual) =>
        [.. Config.Where(it => !ConfigValue.IsSame(it.Key, it.Value, actual[it.Key])).Select(it => it.Key).Order(StringComparer.Ordinal)];

    public JsonObject Only(IEnumerable<string> fields) => new(fields.Select(it => KeyValuePair.Create(it, Config[it]?.DeepClone())));

    bool Says(string field) => Config[field]?.ToString() is { Length: > 0 };

    /// <summary>Core's mapping to what Docker takes: lower case, anything else becomes <c>_</c>, and the first is a letter or digit.</summary>
    static string NameOf(string name) =>
        new string([.. name.Trim().ToLowerInvariant().Select(it => it is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-' ? it : '_')]).TrimStart('_', '-');
}
