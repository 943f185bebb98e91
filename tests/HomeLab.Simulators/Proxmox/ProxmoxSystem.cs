using HomeLab.Simulators.Proxmox.Access;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox;

/// <summary>All installations; in a fault rule a path begins with the cluster's name: <c>/lab/api2/json/nodes/**</c>.</summary>
sealed class ProxmoxSystem(Clusters clusters, TimeProvider clock) : ISimulatedSystem
{
    public const string Root = "/proxmox";

    public string Name => "proxmox";

    public IReadOnlyList<PathString> Prefixes { get; } = [Root];

    public string Identify(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(Root, out var rest) || ApiPath.Of(rest.Value ?? "") is not { } path || clusters.Find(path.Cluster) is not { } store)
            return "none";
        try
        {
            return Credentials.Authenticate(store, request, clock.GetUtcNow(), isRead: true).FullName;
        }
        catch (ProxmoxRefusal refusal)
        {
            return refusal.Message == Credentials.Missing ? "none" : "unknown";
        }
    }

    public string DescribeError(int status, int? code, string? message) =>
        status == StatusCodes.Status401Unauthorized ? "" : ProxmoxAnswer.Describe(new ProxmoxRefusal(status, message ?? ReasonOf(status)));

    public string? DescribeReason(int status, string? message) => ProxmoxAnswer.ReasonOf(message ?? ReasonOf(status));

    public void Reset()
    {
        foreach (var store in clusters.All)
            store.Reset();
    }

    static string ReasonOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Authentication failed!",
        StatusCodes.Status500InternalServerError => "got no worker upid - start worker failed",
        595 => "No route to host",
        596 => "Connection timed out",
        597 => "Broken pipe",
        599 => "Too many redirections",
        _ => "Service unavailable",
    };
}
