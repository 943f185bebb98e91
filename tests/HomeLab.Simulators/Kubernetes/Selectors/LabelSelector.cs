using System.Text.RegularExpressions;
using HomeLab.Simulators.Kubernetes.Http;

namespace HomeLab.Simulators.Kubernetes.Selectors;

/// <summary><c>app=plex,tier in (media, web),!old</c>.</summary>
sealed partial class LabelSelector
{
    readonly List<Func<IReadOnlyDictionary<string, string>, bool>> terms;

    LabelSelector(List<Func<IReadOnlyDictionary<string, string>, bool>> terms) => this.terms = terms;

    public bool IsEmpty => terms.Count == 0;

    public bool Matches(IReadOnlyDictionary<string, string> labels) => terms.TrueForAll(term => term(labels));

    /// <exception cref="KubeRefusal">400.</exception>
    public static LabelSelector Parse(string? text) => new([.. Split(text ?? "").Select(Term)]);

    static Func<IReadOnlyDictionary<string, string>, bool> Term(string text)
    {
        if (Sets().Match(text) is { Success: true } sets)
        {
            var values = sets.Groups[3].Value.Split(',', StringSplitOptions.TrimEntries).ToHashSet();
            var key = sets.Groups[1].Value;
            return sets.Groups[2].Value == "in"
                ? labels => labels.TryGetValue(key, out var value) && values.Contains(value)
                : labels => !labels.TryGetValue(key, out var value) || !values.Contains(value);
        }

        if (Equality().Match(text) is { Success: true } equality)
        {
            var (key, wanted) = (equality.Groups[1].Value, equality.Groups[3].Value);
            return equality.Groups[2].Value == "!="
                ? labels => labels.GetValueOrDefault(key) != wanted
                : labels => labels.TryGetValue(key, out var value) && value == wanted;
        }

        if (Presence().Match(text) is { Success: true } presence)
        {
            var key = presence.Groups[2].Value;
            return presence.Groups[1].Value == "!" ? labels => !labels.ContainsKey(key) : labels => labels.ContainsKey(key);
        }

        throw KubeRefusal.BadRequest($"unable to parse requirement: found '{text}'");
    }

    /// <summary>At commas outside of brackets.</summary>
    static IEnumerable<string> Split(string text) => Comma().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0);

    [GeneratedRegex(@",(?![^(]*\))")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^([A-Za-z0-9./_-]+)\s+(in|notin)\s*\(([^()]*)\)\z")]
    private static partial Regex Sets();

    [GeneratedRegex(@"^([A-Za-z0-9./_-]+)\s*(==|=|!=)\s*([A-Za-z0-9._-]*)\z")]
    private static partial Regex Equality();

    [GeneratedRegex(@"^(!?)\s*([A-Za-z0-9./_-]+)\z")]
    private static partial Regex Presence();
}
