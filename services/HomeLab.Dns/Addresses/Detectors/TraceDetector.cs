using System.Net;
using System.Text;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>
/// Cloudflare's <c>/cdn-cgi/trace</c>: lines <c>key=value</c>, of which <c>ip</c> is who asked and <c>warp</c> whether through Cloudflare's own tunnel.
/// </summary>
sealed class TraceDetector(DetectorClient client) : IAddressDetector
{
    /// <summary>A host that Dns speaks to anyway.</summary>
    const string Usual = "https://api.cloudflare.com/cdn-cgi/trace";

    public string Kind => "trace";

    public bool Knows(IpFamily family) => true;

    public string Describe(DetectorSetting setting) => $"{Kind} {new Uri(setting.Url ?? Usual).Host}";

    public async Task<IPAddress> AskAsync(Question question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, client.Resolve(question.Setting.Url ?? Usual));
        return Read(Encoding.UTF8.GetString(await client.AskAsync(question, request, cancellationToken)), request.RequestUri!.Host);
    }

    /// <param name="host">That was asked, and says so.</param>
    public static IPAddress Read(string body, string host)
    {
        if (body.Contains('<', StringComparison.Ordinal))
        {
            throw new DetectionException("Html", "It answered with a page instead of a trace.");
        }
        var fields = body.Split('\n').Select(line => line.TrimEnd('\r').Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        if (fields["h"].Any(h => h != host))
        {
            throw new DetectionException("OtherHost", $"The trace is that of another host than {host}.");
        }
        // The last line has an end of its own, so a trace without it lacks something.
        return (fields["ip"].ToList(), fields["warp"].ToList()) switch
        {
            ([var ip], ["off"]) when body.EndsWith('\n') => AddressText.Parse(ip),
            ([_], [not "off"]) => throw new DetectionException(
                "Warp", "The way out leads through Cloudflare WARP (warp is not off), so the address is Cloudflare's and not the uplink's."),
            _ => throw new DetectionException("NotATrace", "Its answer is no whole trace: one line ip=… and one line warp=… are expected."),
        };
    }
}
