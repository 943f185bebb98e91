using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik;

/// <summary>Derives the names under which a rule can match.</summary>
/// <remarks>
/// Matchers that do not look at the host (paths, headers, methods) can be satisfied and can be missed, so neither they nor their
/// negation narrow the names. A pattern is taken to admit any name that another matcher names: who writes
/// <c>Host(`a`) &amp;&amp; HostRegexp(…)</c> means <c>a</c>.
/// </remarks>
static class RuleNames
{
    public static NameSet Of(Rule rule) => Of(rule, isNegated: false);

    /// <summary>What of the rule cannot become a name, and why.</summary>
    public static IReadOnlyList<Refusal> RefusalsOf(NameSet names) => names.Unnamed switch
    {
        null when names.Named.IsEmpty => [new Refusal("NeverMatches", "no request can satisfy the rule: its hosts exclude each other", "")],
        null => [],
        { Because: [] } when names.Named.IsEmpty => [new Refusal("NoHost", "the rule matches whatever host is asked for; it names none", "")],
        { Because: [] } => [new Refusal("NoHost", "one side of the rule matches whatever host is asked for", "")],
        { Because: var because } => because,
    };

    static NameSet Of(Rule rule, bool isNegated) => (rule, isNegated) switch
    {
        (Rule.Not not, _) => Of(not.Inner, !isNegated),
        (Rule.And and, false) => Of(and.Left, false).And(Of(and.Right, false)),
        (Rule.And and, true) => Of(and.Left, true).Or(Of(and.Right, true)),
        (Rule.Or or, false) => Of(or.Left, false).Or(Of(or.Right, false)),
        (Rule.Or or, true) => Of(or.Left, true).And(Of(or.Right, true)),
        (Rule.Matcher matcher, _) when Matchers.IsHostPattern(matcher.Name) => Pattern(matcher),
        (Rule.Matcher matcher, false) when Matchers.IsHost(matcher.Name) => Hosts(matcher),
        (Rule.Matcher matcher, true) when Matchers.IsHost(matcher.Name) => AllBut(matcher),
        _ => NameSet.Any,
    };

    static NameSet Hosts(Rule.Matcher matcher) => matcher.Arguments
        .Select(argument => HostName.TryParse(argument, out var name, out var refusal) ? NameSet.Of(name) : NameSet.Refused(refusal))
        .Aggregate((one, other) => one.Or(other));

    static NameSet AllBut(Rule.Matcher matcher)
    {
        var text = string.Join(", ", matcher.Arguments);
        var names = matcher.Arguments.SelectMany(argument => HostName.TryParse(argument, out var name, out _) ? new[] { name } : []);
        return NameSet.AllBut(names, new Refusal("Negated", $"every host but `{text}` is meant; name each host", "!" + text));
    }

    static NameSet Pattern(Rule.Matcher matcher)
    {
        var text = string.Join(", ", matcher.Arguments);
        return NameSet.Refused(new Refusal(
            "HostRegexp", $"{matcher.Name} `{text}` stands for an unknown number of names; name each host with Host", text));
    }
}
