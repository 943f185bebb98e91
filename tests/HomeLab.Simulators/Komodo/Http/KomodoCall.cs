using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Http;

/// <summary>One request: who asks, for what, of which Core.</summary>
sealed class KomodoCall(CoreStore store, SimulatedRequest request, KeySeed caller, string type, JsonObject parameters, DateTimeOffset now)
{
    Core? view;

    public string Type { get; } = type;

    public KeySeed Caller { get; } = caller;

    public CoreStore Store { get; } = store;

    public Release Release => Store.Release;

    /// <summary>What reads see.</summary>
    public Core View => view ??= Seen(request.Lag > TimeSpan.Zero ? Store.AsOf(now - request.Lag) : Store.Current);

    /// <exception cref="KomodoRefusal">It is not there, or no text.</exception>
    public string Text(string name) => parameters[name] is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw KomodoRefusal.Unreadable($"missing field `{name}`");

    /// <summary>The field, or one of the other names that reads take for it.</summary>
    public string Name(string name) => Text(parameters.ContainsKey(name) ? name : parameters.ContainsKey("id") ? "id" : parameters.ContainsKey("name") ? "name" : name);

    /// <exception cref="KomodoRefusal">It is no whole number.</exception>
    public int? Number(string name) => parameters[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) && number >= 0 => number,
        _ => throw KomodoRefusal.Unreadable($"{name}: expected u64"),
    };

    public JsonObject? Query => parameters["query"] as JsonObject;

    public bool MayRead(string type, string id) => Permissions.MayRead(Store, Caller, type, id);

    /// <exception cref="KomodoRefusal">It is not there, or not for the caller.</exception>
    public Server Server(string name) => Allowed("Server", View.FindServer(name), it => it.Id, name);

    /// <exception cref="KomodoRefusal">It is not there, or not for the caller.</exception>
    public Stack Stack(string name) => Allowed("Stack", View.FindStack(name), it => it.Id, name);

    /// <exception cref="KomodoRefusal">It is not there, or not for the caller.</exception>
    public Sync Sync(string name) => Allowed("ResourceSync", View.FindSync(name), it => it.Id, name);

    /// <summary>A list as it is shown: what faults leave of it.</summary>
    public JsonArray Shown(IEnumerable<JsonNode> entries) => new([.. entries.Where((_, index) => request.Shows?.Invoke(index) ?? true)]);

    T Allowed<T>(string type, T? found, Func<T, string> id, string name)
        where T : class
    {
        if (name.Length == 0)
            throw new KomodoRefusal(StatusCodes.Status500InternalServerError, $"Cannot find {type} with empty name / id");
        var it = found ?? throw KomodoRefusal.Missing(type, name);
        return MayRead(type, id(it)) ? it : throw KomodoRefusal.Forbidden(type);
    }

    Core Seen(Core core) => request.HasWrongIdentity ? OtherCore.Of(core) : core;
}
