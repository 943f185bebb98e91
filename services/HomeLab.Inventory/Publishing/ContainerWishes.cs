using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Traefik;

namespace HomeLab.Inventory.Publishing;

/// <summary>Names that the Traefik labels of containers ask for.</summary>
static class ContainerWishes
{
    public static WishReading Of(ObservedResource container) =>
        Of(container.Labels) with { IsRunning = container.State == "running" };

    /// <summary>Of all containers of a stack, as Komodo tells of them.</summary>
    public static WishReading OfStack(ObservedResource stack)
    {
        var readings = (JsonNode.Parse(stack.Facts).At("containers").Items())
            .Select(it => Of((it.At("labels") as JsonObject ?? []).ToDictionary(label => label.Key, label => label.Value?.ToString() ?? ""))).ToList();
        return new WishReading([.. readings.SelectMany(it => it.Wishes)], [.. readings.SelectMany(it => it.Problems)])
        {
            Unreadable = readings.SelectMany(it => it.Unreadable).ToHashSet(),
            IsRunning = stack.State is "running" or "unhealthy" or "deploying" or "restarting",
        };
    }

    static WishReading Of(IReadOnlyDictionary<string, string> labels)
    {
        var reading = TraefikLabels.Read(labels);
        var policy = ObjectPolicy.Of(labels);
        return new WishReading(
            [.. reading.Routes.Select(it => new Wish(it.Router, it.Host) { Via = it.EntryPoints, Refusal = it.Refusal, Policy = policy.Value })],
            [.. reading.Problems, .. policy.Problems])
        {
            Unreadable = reading.Unreadable,
        };
    }
}
