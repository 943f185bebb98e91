using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Objects;

/// <summary>What an object must be to be taken.</summary>
static partial class ObjectRules
{
    const string Why =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

    /// <exception cref="KubeRefusal">400 or 422.</exception>
    public static void Check(ResourceKind kind, JsonObject thing)
    {
        var name = (string?)thing["metadata"]?["name"] ?? "";
        if (name.Length == 0)
            throw KubeRefusal.Invalid(kind, "", "metadata.name", "Required value: name or generateName is required");
        // Roles and their like have names of any kind.
        if (!kind.Group.StartsWith("rbac", StringComparison.Ordinal) && (name.Length > 253 || !Subdomain().IsMatch(name)))
            throw KubeRefusal.Invalid(kind, name, "metadata.name", $"Invalid value: \"{name}\": {Why}");
        foreach (var (label, value) in thing["metadata"]!["labels"] as JsonObject ?? [])
            if (!LabelValue().IsMatch((string?)value ?? ""))
                throw KubeRefusal.Invalid(kind, name, "metadata.labels", $"Invalid value: \"{value}\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.' ({label})");
    }

    /// <summary>Puts in what a client may leave out, and refuses what is for elsewhere.</summary>
    public static void Identify(KubeCall call, JsonObject thing)
    {
        var kind = call.Kind;
        thing["apiVersion"] ??= kind.ApiVersion;
        thing["kind"] ??= kind.Kind;
        if ((string?)thing["apiVersion"] != kind.ApiVersion)
            throw KubeRefusal.BadRequest($"the API version in the data ({thing["apiVersion"]}) does not match the expected API version ({kind.ApiVersion})");
        if ((string?)thing["kind"] != kind.Kind)
            throw KubeRefusal.BadRequest($"the kind in the data ({thing["kind"]}) does not match the expected kind ({kind.Kind})");
        var metadata = (thing["metadata"] ??= new JsonObject()).AsObject();
        if ((string?)metadata["namespace"] is { Length: > 0 } other && other != call.Namespace)
            throw KubeRefusal.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (kind.IsNamespaced)
            metadata["namespace"] = call.Namespace;
        if (call.Name.Length > 0 && ((string?)(metadata["name"] ??= call.Name)) != call.Name)
            throw KubeRefusal.BadRequest($"the name of the object ({metadata["name"]}) does not match the name on the URL ({call.Name})");
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();
}
