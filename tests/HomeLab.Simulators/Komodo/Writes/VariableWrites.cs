using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Reads;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Writes;

static partial class VariableWrites
{
    const int LongestName = 500;
    const int LongestValue = 10_000;

    public static JsonNode Create(KomodoCall call) => Change(call, "create", core =>
    {
        var name = call.Text("name").Trim();
        if (!Name().IsMatch(name) || name.Length > LongestName)
            throw new KomodoRefusal(StatusCodes.Status400BadRequest, "Failed to validate variable name", "Invalid variable name");
        return core.Variables.ContainsKey(name)
            ? throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Failed to create Variable on db", "E11000 duplicate key error")
            : new Variable(name, Value(call.OptionalText("value")), call.OptionalText("description"), call.Flag("is_secret"));
    });

    public static JsonNode Update(KomodoCall call) => Change(call, "update", core =>
    {
        var found = Find(core, call);
        return call.Type switch
        {
            "UpdateVariableValue" => found with { Value = Value(call.Text("value")) },
            "UpdateVariableDescription" => found with { Description = call.Text("description") },
            _ => found with { IsSecret = call.Flag("is_secret") },
        };
    });

    public static JsonNode Delete(KomodoCall call) => Change(call, "delete", core => Find(core, call));

    static JsonObject Change(KomodoCall call, string verb, Func<Core, Variable> of)
    {
        if (!call.Caller.IsAdmin)
            throw new KomodoRefusal(StatusCodes.Status403Forbidden, $"Only Admins can {verb} Variables");
        return VariableReads.Json(call.Change(core =>
        {
            var variable = of(core);
            if (core.Variables.GetValueOrDefault(variable.Name) is { } before && before == variable && verb == "update")
                return (core, variable);
            var update = core.NewUpdate(call.Type, "System", "system", call.Caller.Name, call.Now)
                .Ended(call.Now, UpdateLog.Simple(call.Type, $"{verb} variable - {variable.Name}", call.Now)) with { Traceparent = call.Traceparent };
            call.Affects(verb, variable.Name, $"variable {variable.Name}");
            var variables = verb == "delete" ? core.Variables.Remove(variable.Name) : core.Variables.SetItem(variable.Name, variable);
            return ((core with { Variables = variables }).With(update), variable);
        }), isShown: true);
    }

    static Variable Find(Core core, KomodoCall call) => core.Variables.GetValueOrDefault(call.Text("name")) ?? throw VariableReads.Missing(call.Text("name"));

    static string Value(string value) => value.Length <= LongestValue
        ? value
        : throw new KomodoRefusal(StatusCodes.Status400BadRequest, "Failed to validate variable value", "Variable value is too long");

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]*\z")]
    private static partial Regex Name();
}
