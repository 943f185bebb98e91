using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Directories and gateways are called internal and external by convention; who names them so means it.</summary>
sealed class InternalAppExposed() : FindingRule(
    "exposure.internal-app", FindingSeverity.Critical, "An internal application hangs on the external gateway",
    "Take the external gateway out of parentRefs, or move the application to the external ones.")
{
    static readonly string[] Outside = ["external", "public"];

    public override IEnumerable<Finding> Look(Survey survey) =>
        from route in survey.Declared
        where route.IsMeant && route.Kind.StartsWith("kubernetes/gateway.networking.k8s.io/", StringComparison.Ordinal) && route.Kind.EndsWith("Route", StringComparison.Ordinal)
            && route.Address.Split(':')[0].Split('/').Contains("internal")
        let gateway = route.Spec.At("spec").At("parentRefs").Items().Select(it => it.Text("name"))
            .FirstOrDefault(name => Outside.Any(word => name.Split('-').Contains(word, StringComparer.OrdinalIgnoreCase)))
        where gateway is not null
        select Found(route.Address, $"{route.Name} lies among the internal applications and is attached to the gateway {gateway}.", $"{route.Place} spec.parentRefs");
}
