using System.Collections.Immutable;

namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>A cluster of the same kind that is not the known one: its namespaces are others of the same names, and nothing is in them.</summary>
static class OtherCluster
{
    public static KubeState Of(KubeState state) => new(state.Version, ImmutableDictionary<string, ImmutableSortedDictionary<string, KubeObject>>.Empty.Add(
        "namespaces", state.Of("namespaces").ToImmutableSortedDictionary(pair => pair.Key, pair => Other(pair.Value), StringComparer.Ordinal)));

    static KubeObject Other(KubeObject one)
    {
        var uid = new string([.. one.Uid.Reverse()]);
        return one with { Uid = uid, Body = one.Body.Replace(one.Uid, uid, StringComparison.Ordinal) };
    }
}
