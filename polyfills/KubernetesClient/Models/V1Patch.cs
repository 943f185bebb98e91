using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>A change to an object. A string is sent as it is, anything else as JSON.</summary>
[JsonConverter(typeof(PatchConverter))]
public record V1Patch
{
    public enum PatchType
    {
        Unknown,
        JsonPatch,
        MergePatch,
        StrategicMergePatch,
        /// <summary>Server-side apply: needs a field manager.</summary>
        ApplyPatch,
    }

    public V1Patch(object body, PatchType type)
    {
        if (type == PatchType.Unknown)
            throw new ArgumentException("patch type must be set", nameof(type));
        Content = body ?? throw new ArgumentNullException(nameof(body), "object must be set");
        Type = type;
    }

    public object Content { get; private set; }

    public PatchType Type { get; private set; }
}
