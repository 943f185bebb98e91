namespace HomeLab.Simulators.ExternalDns;

/// <summary>A program that speaks external-dns' webhook provider protocol, version 1, over zones in memory.</summary>
/// <remarks>Written from external-dns' <c>docs/tutorials/webhook-provider.md</c>, <c>api/webhook.yaml</c> and its reference server <c>provider/webhook/api</c>.</remarks>
sealed class WebhookSystem(WebhookStore store) : ISimulatedSystem
{
    public const string Root = "/external-dns";

    public string Name => "external-dns";

    public IReadOnlyList<PathString> Prefixes { get; } = [Root];

    /// <summary>The protocol knows none.</summary>
    public string Identify(HttpRequest request) => "none";

    /// <summary>To ask what would be made of an endpoint changes nothing.</summary>
    public bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || request.Path.Value!.EndsWith("/adjustendpoints", StringComparison.Ordinal);

    public string DescribeError(int status, int? code, string? message) => message ?? "{}";

    public void Reset() => store.Reset();
}
