using System.Text;
using System.Text.Json;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Configs;

/// <summary>A stack as a resource sync would have it: names for ids, and only what is no default.</summary>
static class StackToml
{
    public static string Of(Core core, Stack stack)
    {
        var text = new StringBuilder("[[stack]]\n").Append("name = ").Append(Quoted(stack.Name)).Append('\n');
        if (stack.Description.Length > 0)
            text.Append("description = ").Append(Quoted(stack.Description)).Append('\n');
        if (stack.Tags.Count > 0)
            text.Append("tags = [").AppendJoin(", ", stack.Tags.Select(tag => Quoted(core.FindTag(tag)?.Name ?? tag))).Append("]\n");
        if (stack.Config.Count > 0)
            text.Append("[stack.config]\n");
        foreach (var (name, value) in stack.Config.OrderBy(it => it.Key, StringComparer.Ordinal))
            text.Append(name == "server_id" ? $"server = {Quoted(core.FindServer(stack.ServerId)?.Name ?? stack.ServerId)}" : $"{name} = {Value(value)}").Append('\n');
        return text.ToString();
    }

    static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()!.Contains('\n') => $"\"\"\"\n{value.GetString()!.Replace("\\", "\\\\")}\"\"\"",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Value))}]",
        JsonValueKind.Object => $"{{ {string.Join(", ", value.EnumerateObject().Select(it => $"{it.Name} = {Value(it.Value)}"))} }}",
        _ => value.GetRawText(),
    };

    static string Quoted(string text) => JsonSerializer.Serialize(text);
}
