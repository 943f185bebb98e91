using System.Text.Json.Nodes;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Komodo.Http;

/// <summary>One request: who asks, for what, of which Core.</summary>
sealed class KomodoCall(CoreStore store, SimulatedRequest request, KeySeed caller, string type, JsonObject parameters, DateTimeOffset now, string? traceparent)
{
    readonly List<RequestEffect> effects = [];
    Core? view;

    public string Type { get; } = type;

    public KeySeed Caller { get; } = caller;

    public CoreStore Store { get; } = store;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The caller's W3C trace context; null without one.</summary>
    public string? Traceparent { get; } = traceparent;

    /// <summary>How what it begins goes on after its answer; null: as it should.</summary>
    public FaultRule? Aftermath => request.Aftermath;

    /// <summary>Whether something else is said to be done to what it is about.</summary>
    public bool IsBusy => request.IsBusy;

    public Release Release => Store.Release;

    /// <summary>What reads see.</summary>
    public Core View => view ??= Seen((request.Lag > TimeSpan.Zero ? Store.AsOf(Now - request.Lag) : Store.Current).AsBelieved(Now));

    /// <exception cref="KomodoRefusal">It is not there, or no text.</exception>
    public string Text(string name) => parameters[name] is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw KomodoRefusal.Unreadable($"missing field `{name}`");

    public string OptionalText(string name, string otherwise = "") => parameters[name] is null ? otherwise : Text(name);

    /// <summary>The field, or one of the other names that reads take for it.</summary>
    public string Name(string name) => Text(parameters.ContainsKey(name) ? name : parameters.ContainsKey("id") ? "id" : parameters.ContainsKey("name") ? "name" : name);

    /// <exception cref="KomodoRefusal">It is no whole number.</exception>
    public int? Number(string name) => parameters[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) && number >= 0 => number,
        _ => throw KomodoRefusal.Unreadable($"{name}: expected u64"),
    };

    /// <exception cref="KomodoRefusal">It is neither true nor false.</exception>
    public bool Flag(string name) => parameters[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw KomodoRefusal.Unreadable($"{name}: expected a boolean"),
    };

    /// <returns>Null: it is not there.</returns>
    /// <exception cref="KomodoRefusal">It is no list of texts.</exception>
    public IReadOnlyList<string>? Texts(string name) => parameters[name] switch
    {
        null => null,
        JsonArray all when all.All(it => it is JsonValue value && value.TryGetValue<string>(out _)) => [.. all.Select(it => it!.GetValue<string>())],
        _ => throw KomodoRefusal.Unreadable($"{name}: expected a sequence of strings"),
    };

    /// <exception cref="KomodoRefusal">It is no object.</exception>
    public JsonObject Part(string name) => parameters[name] switch
    {
        null => [],
        JsonObject part => part,
        _ => throw KomodoRefusal.Unreadable($"{name}: expected a map"),
    };

    public JsonObject? Query => parameters["query"] as JsonObject;

    public bool MayRead(string type, string id) => Permissions.MayRead(Store, Caller, type, id);

    /// <exception cref="KomodoRefusal">It is not there, or not for the caller.</exception>
    public Server Server(string name) => Allowed("Server", View.FindServer(name), it => it.Id, name);

    /// <exception cref="KomodoRefusal">It is not there, or not for the caller.</exception>
    public Stack Stack(string name) => Allowed("Stack", View.FindStack(name), it => it.Id, name);

    /// <exception cref="KomodoRefusal">It is not there, or not for the caller.</exception>
    public Sync Sync(string name) => Allowed("ResourceSync", View.FindSync(name), it => it.Id, name);

    /// <exception cref="KomodoRefusal">It is not there, not for the caller, or something is done to it.</exception>
    public Stack Writable(Core core, string name, bool evenWhileBusy = false)
    {
        var stack = Found("Stack", core.FindStack(name), name);
        if (!Permissions.MayWrite(core, Caller, "Stack", stack.Id))
            throw KomodoRefusal.Forbidden("Stack", "Write");
        return !evenWhileBusy && (stack.Doing is not null || IsBusy) ? throw KomodoRefusal.Busy("Stack") : stack;
    }

    /// <exception cref="KomodoRefusal">It is not there, or not for the caller.</exception>
    public Stack Executable(Core core, string name)
    {
        var stack = Found("Stack", core.FindStack(name), name);
        return Permissions.MayExecute(core, Caller, "Stack", stack.Id) ? stack : throw KomodoRefusal.Forbidden("Stack", "Execute");
    }

    /// <summary>Changes the Core, and tells the request log so where something became another.</summary>
    public T Change<T>(Func<Core, (Core Core, T Result)> change)
    {
        T result = default!;
        var isChanged = Store.Change(core =>
        {
            effects.Clear();
            (core, result) = change(core);
            return core;
        });
        request.IsApplied |= isChanged;
        if (isChanged)
            request.Effects.AddRange(effects);
        return result;
    }

    /// <summary>What the change is, in the request log.</summary>
    public void Affects(string action, Stack stack) => Affects(action, stack.Id, $"stack {stack.Name}");

    /// <summary>What the change is, in the request log.</summary>
    public void Affects(string action, string id, string what) => effects.Add(new RequestEffect(action, id, what, null));

    /// <summary>A list as it is shown: what faults leave of it.</summary>
    public JsonArray Shown(IEnumerable<JsonNode> entries) => new([.. entries.Where((_, index) => request.Shows?.Invoke(index) ?? true)]);

    T Allowed<T>(string type, T? found, Func<T, string> id, string name)
        where T : class
    {
        var it = Found(type, found, name);
        return MayRead(type, id(it)) ? it : throw KomodoRefusal.Forbidden(type);
    }

    static T Found<T>(string type, T? found, string name)
        where T : class => name.Length == 0
            ? throw new KomodoRefusal(StatusCodes.Status500InternalServerError, $"Cannot find {type} with empty name / id")
            : found ?? throw KomodoRefusal.Missing(type, name);

    Core Seen(Core core) => request.HasWrongIdentity ? OtherCore.Of(core) : core;
}
