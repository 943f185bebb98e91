using System.Net;
using System.Text;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>The router itself, by UPnP: <c>GetExternalIPAddress</c> of its connection. UPnP knows no such question about IPv6.</summary>
sealed class UpnpDetector(DetectorClient client) : IAddressDetector
{
    public string Kind => "upnp";

    public bool Knows(IpFamily family) => family == IpFamily.IPv4;

    public string Describe(DetectorSetting setting) => $"{Kind} {new Uri(setting.Url!).Host}";

    public async Task<IPAddress> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var at = client.Resolve(question.Setting.Url!);
        using var request = new HttpRequestMessage(HttpMethod.Get, at);
        var controls = UpnpDescription.Controls(await client.SendAsync(question, request, cancellationToken), at);
        DetectionException? refused = null;
        // Routers list connections that are not in use.
        foreach (var (service, control) in controls)
        {
            try
            {
                return await AskAsync(question, service, control, cancellationToken);
            }
            catch (DetectionException e)
            {
                refused ??= e;
            }
        }
        throw refused ?? new DetectionException("NotUpnp", "The router's description names no connection to the internet that can be asked.");
    }

    async Task<IPAddress> AskAsync(Question question, string service, Uri control, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, control)
        {
            Content = new StringContent(UpnpDescription.Request(service), Encoding.UTF8, "text/xml"),
        };
        request.Headers.Add("SOAPAction", $"\"{service}#GetExternalIPAddress\"");
        return AddressText.Parse(UpnpDescription.Address(await client.SendAsync(question, request, cancellationToken)));
    }
}
