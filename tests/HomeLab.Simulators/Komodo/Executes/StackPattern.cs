using System.Text.RegularExpressions;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>Stacks by ids, names, <c>web-*</c> and <c>\^web$\</c>, with commas or line ends between.</summary>
static class StackPattern
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static IEnumerable<Stack> Find(Core core, string pattern)
    {
        var wanted = pattern.Split(',', '\n').Select(it => it.Trim()).Where(it => it.Length > 0 && it[0] != '#').Select(Matcher).ToList();
        return core.Stacks.Values.Where(stack => wanted.Exists(it => it(stack))).OrderBy(it => it.Name, StringComparer.Ordinal);
    }

    static Func<Stack, bool> Matcher(string pattern)
    {
        if (pattern.Length > 1 && pattern[0] == '\\' && pattern[^1] == '\\')
            return stack => Regex.IsMatch(stack.Name, pattern[1..^1], RegexOptions.NonBacktracking, Patience);
        if (!pattern.AsSpan().ContainsAny('*', '?'))
            return stack => stack.Id == pattern || stack.Name == pattern;
        var expression = "^" + Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".") + "$";
        return stack => Regex.IsMatch(stack.Name, expression, RegexOptions.NonBacktracking, Patience);
    }
}
