using System.Collections.Immutable;

namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>All objects at one version; immutable.</summary>
/// <param name="Objects">By qualified plural, then by namespace and name.</param>
sealed record KubeState(long Version, ImmutableDictionary<string, ImmutableSortedDictionary<string, KubeObject>> Objects)
{
    static readonly ImmutableSortedDictionary<string, KubeObject> None = ImmutableSortedDictionary.Create<string, KubeObject>(StringComparer.Ordinal);

    /// <summary>A server that has just been started has had versions before.</summary>
    public static KubeState Empty { get; } = new(1000, ImmutableDictionary<string, ImmutableSortedDictionary<string, KubeObject>>.Empty);

    public IEnumerable<KubeObject> All(string resource) => Of(resource).Values;

    public ImmutableSortedDictionary<string, KubeObject> Of(string resource) => Objects.GetValueOrDefault(resource, None);

    public KubeObject? Find(string resource, string @namespace, string name) => Of(resource).GetValueOrDefault(KubeObject.KeyOf(@namespace, name));

    public KubeState With(string resource, KubeObject thing) =>
        new(Math.Max(Version, thing.Version), Objects.SetItem(resource, Of(resource).SetItem(thing.Key, thing)));

    public KubeState Without(string resource, KubeObject thing, long version) =>
        new(version, Objects.SetItem(resource, Of(resource).Remove(thing.Key)));
}
