using System.Text.Json;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary><c>[[NAME]]</c> in what Komodo itself keeps of a stack. Names that are not known stay as they are.</summary>
static partial class VariableInterpolation
{
    static readonly string[] Fields = ["file_contents", "environment"];

    /// <returns>The stack as it goes to its host, and the variables that were used.</returns>
    public static (Stack Stack, IReadOnlyList<Variable> Used) Replace(Core core, Stack stack)
    {
        if (stack.Has("skip_secret_interp"))
            return (stack, []);
        var used = new SortedDictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var field in Fields.Where(field => stack[field].Contains("[[", StringComparison.Ordinal)))
            stack = stack with { Config = stack.Config.SetItem(field, JsonSerializer.SerializeToElement(Reference().Replace(stack[field], Value))) };
        return (stack, [.. used.Values]);

        string Value(Match match)
        {
            if (!core.Variables.TryGetValue(match.Groups[1].Value, out var variable))
                return match.Value;
            used[variable.Name] = variable;
            return variable.Value;
        }
    }

    [GeneratedRegex(@"\[\[\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*\]\]")]
    private static partial Regex Reference();
}
