using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Traefik;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>Names that the rules of Traefik's IngressRoute and IngressRouteTCP match, and those of its annotation.</summary>
static class TraefikWishes
{
    public static WishReading Of(PublishedObject route)
    {
        var problems = new List<Problem>();
        var wishes = new List<Wish>();
        string[] entryPoints = [.. route.Spec.At("entryPoints").Items().Select(it => it.ToString())];
        var protocol = route.Kind == "IngressRoute" ? RouterProtocol.Http : RouterProtocol.Tcp;
        foreach (var (match, number) in route.Spec.At("routes").Items().Select((it, index) => (it.Text("match"), index)))
        {
            try
            {
                var names = RuleNames.Of(RuleParser.Parse(match, protocol));
                wishes.AddRange(names.Named.Select(name => Wish(route, name.Value, entryPoints)));
                wishes.AddRange(RuleNames.RefusalsOf(names).Select(it => Wish(route, it.Text, entryPoints) with { Refusal = it }));
            }
            catch (RuleSyntaxException broken)
            {
                problems.Add(new Problem("", 0, broken.Column, $"spec.routes[{number}].match", "BrokenRule", broken.Message));
            }
        }
        wishes.AddRange(route.Annotations.Hostnames.Select(host => Wish(route, host, entryPoints)));
        return route.Reading(wishes, problems) with { IsUnreadable = problems.Count > 0 };
    }

    static Wish Wish(PublishedObject route, string host, IReadOnlyList<string> entryPoints) => route.Wish(host) with { Via = entryPoints, Targets = route.GivenTargets };
}
