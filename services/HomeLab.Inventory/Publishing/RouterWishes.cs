using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Traefik;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing;

/// <summary>Names that the rule of a router matches, as a reverse proxy's API tells of it.</summary>
static class RouterWishes
{
    public static WishReading Of(ObservedResource router)
    {
        var facts = JsonNode.Parse(router.Facts);
        string[] entryPoints = [.. facts.At("entryPoints").Items().Select(it => it.ToString())];
        try
        {
            var names = RuleNames.Of(RuleParser.Parse(facts.Text("rule"), facts.Text("protocol") == "tcp" ? RouterProtocol.Tcp : RouterProtocol.Http));
            return new WishReading(
            [
                .. names.Named.Select(it => new Wish("", it.Value) { Via = entryPoints }),
                .. RuleNames.RefusalsOf(names).Select(it => new Wish("", it.Text) { Via = entryPoints, Refusal = it }),
            ], [])
            {
                IsRunning = router.State != "disabled",
            };
        }
        catch (RuleSyntaxException broken)
        {
            return new WishReading([], [new Problem("", 0, broken.Column, "rule", "BrokenRule", broken.Message)]) { IsUnreadable = true };
        }
    }
}
