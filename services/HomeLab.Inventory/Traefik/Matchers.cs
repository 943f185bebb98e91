namespace HomeLab.Inventory.Traefik;

/// <summary>The matchers of Traefik v2 and v3.</summary>
/// <remarks>https://doc.traefik.io/traefik/routing/routers/#rule and the same page of v2; names are not case-sensitive there.</remarks>
static class Matchers
{
    public static readonly IReadOnlyList<string> Http =
    [
        "Host", "HostHeader", "HostRegexp", "Path", "PathPrefix", "PathRegexp", "Method", "Header", "HeaderRegexp", "Headers",
        "HeadersRegexp", "Query", "QueryRegexp", "ClientIP",
    ];

    public static readonly IReadOnlyList<string> Tcp = ["HostSNI", "HostSNIRegexp", "ClientIP", "ALPN"];

    public static IReadOnlyList<string> Of(RouterProtocol protocol) => protocol == RouterProtocol.Http ? Http : Tcp;

    public static bool IsHost(string name) => name is "Host" or "HostHeader" or "HostSNI";

    public static bool IsHostPattern(string name) => name is "HostRegexp" or "HostSNIRegexp";
}
