using System.Text.Json;

namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>A cluster as its file holds it.</summary>
sealed record StoredKubeState(int Format, long Version, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Objects)
{
    public const int CurrentFormat = 1;

    public static StoredKubeState Of(KubeState state) => new(CurrentFormat, state.Version, state.Objects.ToDictionary(
        pair => pair.Key, pair => (IReadOnlyList<JsonElement>)[.. pair.Value.Values.Select(thing => JsonSerializer.Deserialize<JsonElement>(thing.Bare))]));

    public KubeState Restored()
    {
        var state = KubeState.Empty with { Version = Version };
        foreach (var (resource, things) in Objects)
            foreach (var thing in things)
            {
                var node = System.Text.Json.Nodes.JsonObject.Create(thing)!;
                var version = long.Parse((string)node["metadata"]!["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);
                state = state.With(resource, KubeObject.Of(node, version));
            }

        return state;
    }
}
