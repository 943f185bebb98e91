using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes;

/// <summary>All API servers; in a fault rule a path begins with the cluster's name: <c>/demo/api/v1/**</c>.</summary>
sealed class KubernetesSystem(KubeClusters clusters) : ISimulatedSystem
{
    public const string Root = "/kubernetes";

    const string Bearer = "Bearer ";

    public string Name => "kubernetes";

    public IReadOnlyList<PathString> Prefixes { get; } = [Root];

    public string Identify(HttpRequest request)
    {
        var cluster = request.Path.Value!.Split('/').ElementAtOrDefault(2) ?? "";
        try
        {
            return clusters.Find(cluster) is { } store && Authenticate(store, request) is { } token ? token.Name : "none";
        }
        catch (KubeRefusal)
        {
            return "unknown";
        }
    }

    /// <returns>Null where nobody is asked.</returns>
    /// <exception cref="KubeRefusal">401.</exception>
    public static KubernetesTokenSeed? Authenticate(KubeStore store, HttpRequest request)
    {
        if (store.Seed.Tokens.Count == 0)
            return null;
        var authorization = request.Headers.Authorization.ToString();
        var secret = authorization.StartsWith(Bearer, StringComparison.Ordinal) ? authorization[Bearer.Length..] : "";
        return store.Seed.Tokens.FirstOrDefault(token => token.Secret == secret) ?? throw new KubeRefusal(401, "Unauthorized", "Unauthorized");
    }

    public string DescribeError(int status, int? code, string? message) => new KubeRefusal(status, ReasonOf(status), message ?? "the server is currently unable to handle the request")
        .Status().ToJsonString(KubeJson.Options);

    public void Reset()
    {
        foreach (var store in clusters.All)
            store.Reset();
    }

    static string ReasonOf(int status) => status switch
    {
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        409 => "Conflict",
        410 => "Expired",
        429 => "TooManyRequests",
        500 => "InternalError",
        504 => "Timeout",
        _ => "ServiceUnavailable",
    };
}
