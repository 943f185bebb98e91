using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Lists;
using HomeLab.Simulators.Cloudflare.NameServers;
using HomeLab.Simulators.Cloudflare.State;
using HomeLab.Simulators.Cloudflare.Tokens;
using HomeLab.Simulators.Cloudflare.Tunnels;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare;

sealed class CloudflareSystem(
    CloudflareStore store, TunnelStore tunnels, ListStore lists, CredentialStore credentials, RateLimits limits, SimulatedNameServers nameServers,
    IOptions<CloudflareOptions> options)
    : ISimulatedSystem
{
    static readonly string[] DefaultPrefixes = ["/cloudflare/client/v4", "/client/v4"];

    public string Name => "cloudflare";

    public IReadOnlyList<PathString> Prefixes { get; } =
        [.. (options.Value.Prefixes ?? DefaultPrefixes).Select(prefix => new PathString(prefix))];

    public string Identify(HttpRequest request) => credentials.NameOf(request);

    public string DescribeError(int status, int? code, string? message) => Envelope.Error(new CloudflareRefusal(
        status,
        code ?? (status == StatusCodes.Status429TooManyRequests ? RateLimits.Code : 10001),
        message ?? (status == StatusCodes.Status429TooManyRequests ? limits.Message : "Service temporarily unavailable.")));

    public void Reset()
    {
        store.Reset();
        tunnels.Reset();
        lists.Reset();
        limits.Reset();
        nameServers.Reset();
    }
}
