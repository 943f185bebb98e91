using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class VariableReads
{
    public static JsonArray List(KomodoCall call) =>
        call.Shown(call.View.Variables.Values.OrderBy(it => it.Name, StringComparer.Ordinal).Select(it => Json(it, call.Caller.IsAdmin)));

    public static JsonObject One(KomodoCall call) =>
        Json(call.View.Variables.GetValueOrDefault(call.Text("name")) ?? throw Missing(call.Text("name")), call.Caller.IsAdmin);

    /// <param name="isShown">Whether a secret one's value is told.</param>
    public static JsonObject Json(Variable variable, bool isShown) => new()
    {
        ["name"] = variable.Name,
        ["description"] = variable.Description,
        ["value"] = variable.IsSecret && !isShown ? new string('#', variable.Value.Length) : variable.Value,
        ["is_secret"] = variable.IsSecret,
    };

    public static KomodoRefusal Missing(string name) => new(StatusCodes.Status500InternalServerError, $"no variable found with given name: {name}");
}
