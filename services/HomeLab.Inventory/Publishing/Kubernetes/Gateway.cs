using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Kubernetes;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>A Gateway: where it is reached, and what it listens to.</summary>
/// <param name="name"><c>namespace/name</c>.</param>
sealed class Gateway(string name, JsonNode? facts)
{
    public string Name => name;

    public string Namespace => name.Split('/')[0];

    /// <summary>Its annotation in place of its addresses: https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/gateway-api/#annotations.</summary>
    public IReadOnlyList<string> AnnotatedTargets { get; } = new ExternalDnsAnnotations(facts.At("metadata").At("annotations")).Targets;

    public IReadOnlyList<string> Addresses { get; } =
        [.. facts.At("status").At("addresses").Items().Select(it => it.Text("value")).Where(it => it.Length > 0)];

    /// <summary>It is too large for its listeners to be known.</summary>
    public bool IsUnreadable { get; } = ObjectProjection.IsWithoutSpec(facts);

    public IReadOnlyList<Listener> Listeners { get; } = [.. facts.At("spec").At("listeners").Items().Select(it => new Listener(it))];
}
