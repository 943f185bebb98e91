using System.Net.Http.Headers;
using System.Text;
using k8s.Models;

namespace k8s;

/// <summary>One call, before it is a message.</summary>
sealed record ApiRequest(HttpMethod Method, string Path)
{
    public ApiRequest(HttpMethod method, ApiPath path)
        : this(method, path.ToString())
    {
    }

    /// <summary>A parameter without a value is left out.</summary>
    public IReadOnlyList<(string Name, object Value)> Query { get; init; } = [];

    public object Body { get; init; }

    public bool NeedsBody { get; init; }

    public bool Watch { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> CustomHeaders { get; init; }

    public string BodyText => Body is null ? "" : KubernetesJson.Serialize(Body);

    public HttpRequestMessage ToMessage(Uri server, Version version)
    {
        if (NeedsBody)
            ArgumentNullException.ThrowIfNull(Body, "body");

        var message = new HttpRequestMessage(Method, new Uri(server, Path + QueryText())) { Version = version };
        foreach (var (name, values) in CustomHeaders ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, values);
        }
        if (Body is not null)
            message.Content = new StringContent(BodyText, Encoding.UTF8, MediaTypeHeaderValue.Parse(MediaType()));
        return message;
    }

    string MediaType() => (Body as V1Patch)?.Type switch
    {
        V1Patch.PatchType.JsonPatch => "application/json-patch+json; charset=utf-8",
        V1Patch.PatchType.MergePatch => "application/merge-patch+json; charset=utf-8",
        V1Patch.PatchType.StrategicMergePatch => "application/strategic-merge-patch+json; charset=utf-8",
        V1Patch.PatchType.ApplyPatch => "application/apply-patch+yaml; charset=utf-8",
        _ => "application/json; charset=utf-8",
    };

    string QueryText()
    {
        var given = Query.Where(parameter => parameter.Value is not null).ToArray();
        return given.Length == 0 ? "" : "?" + string.Join('&', given.Select(parameter => $"{parameter.Name}={Text(parameter.Value)}"));
    }

    static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => Uri.EscapeDataString(value.ToString()),
    };
}
