using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>An object at one version.</summary>
/// <param name="Body">Its text from the metadata on, up to the closing brace: kind and version depend on the path it is read by.</param>
sealed record KubeObject(string Namespace, string Name, string Uid, long Version, FrozenDictionary<string, string> Labels, string Body)
{
    public string Key => KeyOf(Namespace, Name);

    /// <summary>As items of built-in lists are told.</summary>
    public string Bare => "{" + Body;

    public static string KeyOf(string @namespace, string name) => $"{@namespace}/{name}";

    public static KubeObject Of(JsonObject thing, long version)
    {
        var bare = thing.DeepClone().AsObject();
        bare.Remove("apiVersion");
        bare.Remove("kind");
        var metadata = bare["metadata"]!.AsObject();
        metadata["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        var labels = metadata["labels"] as JsonObject ?? [];
        return new KubeObject(
            (string?)metadata["namespace"] ?? "", (string)metadata["name"]!, (string)metadata["uid"]!, version,
            labels.Where(label => label.Value is not null).ToFrozenDictionary(label => label.Key, label => (string)label.Value!), bare.ToJsonString(KubeJson.Options)[1..]);
    }

    public string Text(ResourceKind kind) => $"{{\"apiVersion\":\"{kind.ApiVersion}\",\"kind\":\"{kind.Kind}\",{Body}";

    public JsonObject Parse(ResourceKind kind) => JsonNode.Parse(Text(kind))!.AsObject();

    public JsonObject Parse() => JsonNode.Parse(Bare)!.AsObject();
}
