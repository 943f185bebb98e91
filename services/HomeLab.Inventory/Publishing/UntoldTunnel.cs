using System.Text.Json.Nodes;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing;

/// <summary>Tells of a cloudflared that nobody knows which tunnel it serves.</summary>
static class UntoldTunnel
{
    /// <returns>Null: it is known, or it is no cloudflared.</returns>
    public static Problem? Of(ObservedResource resource)
    {
        // Nearly nothing is one, and to parse everything would cost.
        if (!TunnelIdentity.IsConnector(resource.Image) && !TunnelIdentity.IsConnector(resource.Facts))
            return null;
        var facts = JsonNode.Parse(resource.Facts) as JsonObject ?? [];
        return resource.Kind switch
        {
            ContainerResources.Kind when TunnelIdentity.IsConnector(resource.Image) && facts["tunnel"] is null => Untold(TunnelIdentity.Label),
            var kind when kind.StartsWith("kubernetes.", StringComparison.Ordinal) && TunnelIdentity.HasConnector(facts) && facts["tunnels"] is null && !IsMade(facts) =>
                Untold(TunnelIdentity.Annotation),
            _ => null,
        };
    }

    /// <summary>By something that tells it itself.</summary>
    static bool IsMade(JsonObject facts) => facts.At("metadata").At("ownerReferences").Items().Any(it => it.Text("controller") == "true");

    static Problem Untold(string mark) => new(
        "", 0, 1, mark, "TunnelNotTold",
        "nothing that starts this cloudflared names its tunnel: a token in a Secret or in the environment, and the content of a file, are never read. So it is joined to none; "
        + "the tunnel's id here does that");
}
