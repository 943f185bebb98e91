using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>An object of a cluster that may ask for names.</summary>
sealed class PublishedObject(ObservedResource resource, JsonObject facts, PublishRules rules)
{
    public JsonNode? Spec { get; } = facts.At("spec");

    public JsonNode? Status { get; } = facts.At("status");

    public JsonNode? Metadata { get; } = facts.At("metadata");

    public string Kind { get; } = facts.Text("kind");

    public string Namespace { get; } = facts.At("metadata").Text("namespace");

    public ExternalDnsAnnotations Annotations { get; } = new(facts.At("metadata").At("annotations"));

    public ObjectPolicy Policy { get; } = ObjectPolicy.Of(facts.At("metadata").At("annotations") as JsonObject ?? []);

    public PublishRules Rules => rules;

    public bool IsRunning => resource.State != "Terminating";

    public DateTime? CreatedAt =>
        DateTime.TryParse(Metadata.Text("creationTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>Where its names lead, unless its own addresses do: its annotation counts most, then the lab.</summary>
    public IReadOnlyList<string> GivenTargets => Annotations.Targets is { Count: > 0 } targets ? targets : rules.Target is { } target ? [target] : [];

    /// <summary>Why nothing of it becomes public; null: something may.</summary>
    public Refusal? Refusal => rules.Kubernetes switch
    {
        { Kinds: { Count: > 0 } kinds } when !kinds.Contains(Kind) => new Refusal("KindNotPublished", $"the lab publishes {string.Join(", ", kinds)} of this cluster only", ""),
        { Namespaces: { Count: > 0 } spaces } when !spaces.Contains(Namespace) =>
            new Refusal("NamespaceNotPublished", $"the lab publishes the namespaces {string.Join(", ", spaces)} of this cluster only", ""),
        _ => null,
    };

    public Wish Wish(string host) => new("", host)
    {
        AllowsWildcard = true,
        Ttl = Annotations.Ttl,
        Proxied = Annotations.Proxied,
        Policy = Policy.Value,
        Refusal = Refusal,
    };

    /// <summary>A name that leads where is given, or else to the object's own addresses, which may not be known now.</summary>
    public Wish Wish(string host, IReadOnlyList<string> addresses)
    {
        var wish = Wish(host) with { Targets = GivenTargets is { Count: > 0 } given ? given : addresses };
        return wish.Refusal is not null || wish.Targets.Count > 0
            ? wish
            : wish with { IsPending = true, Refusal = new Refusal("NoAddress", "its status has no address", "") };
    }

    /// <summary>Of <c>status.loadBalancer</c>.</summary>
    public IReadOnlyList<string> BalancerAddresses =>
        [.. Status.At("loadBalancer").At("ingress").Items().Select(it => it.Text("ip") is { Length: > 0 } ip ? ip : it.Text("hostname")).Where(it => it.Length > 0)];

    public WishReading Reading(IEnumerable<Wish> wishes, params IEnumerable<Problem> problems) => new([.. wishes], [.. Annotations.Problems, .. Policy.Problems, .. problems])
    {
        IsRunning = IsRunning,
        CreatedAt = CreatedAt,
    };
}
