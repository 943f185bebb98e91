using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik;

/// <summary>Reads what a container's labels ask Traefik (v2 or v3) to route.</summary>
static class TraefikLabels
{
    /// <summary>The routes, and what is wrong with the labels; a broken router does not hinder the others.</summary>
    public static TraefikReading Read(IReadOnlyDictionary<string, string> labels)
    {
        var problems = new List<Problem>();
        var isEnabled = IsEnabled(labels, problems);
        if (labels.Keys.FirstOrDefault(it => it.StartsWith("traefik.frontend.", StringComparison.OrdinalIgnoreCase)) is { } old)
            problems.Add(Wrong(old, 1, "TraefikV1", "this is a label of Traefik v1; since v2 it is traefik.http.routers.<name>.rule"));

        var routers = RouterLabels.Of(labels).ToList();
        HashSet<string> unreadable = isEnabled == true || !problems.Exists(it => it.Code == "WrongType") ? [] : [.. routers.Select(it => it.Address)];
        var routes = routers.SelectMany(router => Routes(router, isEnabled, problems, unreadable)).ToList();
        if (routers.Count == 0 && isEnabled == true)
            routes.Add(WithoutRule("", []));
        return new TraefikReading(
            [.. routes.Select(route => isEnabled == false && route.Refusal is null ? route with { Refusal = Disabled } : route)], problems, unreadable);
    }

    static readonly Refusal Disabled = new("Disabled", "traefik.enable is false on this container", "");

    static IEnumerable<TraefikRoute> Routes(RouterLabels router, bool? isEnabled, List<Problem> problems, HashSet<string> unreadable)
    {
        string[] entryPoints = [.. (router.EntryPoints ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (string.IsNullOrWhiteSpace(router.Rule))
            return isEnabled == true ? [WithoutRule(router.Address, entryPoints) with { IsTls = router.IsTls }] : [];
        try
        {
            var names = RuleNames.Of(RuleParser.Parse(router.Rule, router.Protocol));
            return
            [
                .. names.Named.Select(name => new TraefikRoute(router.Address, name.Value, entryPoints, router.IsTls, null)),
                .. RuleNames.RefusalsOf(names).Select(it => new TraefikRoute(router.Address, it.Text, entryPoints, router.IsTls, it)),
            ];
        }
        catch (RuleSyntaxException broken)
        {
            problems.Add(Wrong(router.RuleLabel!, broken.Column, "BrokenRule", broken.Message));
            if (isEnabled != false)
                unreadable.Add(router.Address);
            return [];
        }
    }

    static TraefikRoute WithoutRule(string router, IReadOnlyList<string> entryPoints) => new(router, "", entryPoints, false, new Refusal(
        "NoRule", "without a rule the name comes from Traefik's own defaultRule, which is not known here; write a Host rule", ""));

    /// <summary>Null where nothing is said: Traefik's exposedByDefault, true unless somebody changed it, then decides.</summary>
    static bool? IsEnabled(IReadOnlyDictionary<string, string> labels, List<Problem> problems)
    {
        var label = labels.FirstOrDefault(it => it.Key.Equals("traefik.enable", StringComparison.OrdinalIgnoreCase));
        switch (label.Value?.Trim().ToUpperInvariant())
        {
            case null: return null;
            case "TRUE" or "1" or "T": return true;
            case "FALSE" or "0" or "F": return false;
            default:
                problems.Add(Wrong(label.Key, 1, "WrongType", "expected true or false"));
                return false;
        }
    }

    static Problem Wrong(string label, int column, string code, string message) => new("", 0, column, label, code, message);
}
