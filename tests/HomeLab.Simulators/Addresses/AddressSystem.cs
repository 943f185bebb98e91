namespace HomeLab.Simulators.Addresses;

/// <summary>All detectors of all uplinks; in a fault rule a path begins with the uplink's name: <c>/demo/trace</c>.</summary>
sealed class AddressSystem(UplinkStore store) : ISimulatedSystem
{
    public const string Root = "/addresses";

    public string Name => "addresses";

    public IReadOnlyList<PathString> Prefixes { get; } = [Root];

    public string Identify(HttpRequest request) => "none";

    /// <summary>Questions over DNS and SOAP are POSTs too.</summary>
    public bool IsRead(HttpRequest request) => true;

    public string DescribeError(int status, int? code, string? message) => $$"""{"error":"{{message ?? "unavailable"}}"}""";

    public void Reset() => store.Reset();
}
