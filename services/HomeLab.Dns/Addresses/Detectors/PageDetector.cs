using System.Net;
using System.Text;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>A page that is the address of who asks, and nothing else.</summary>
sealed class PageDetector(DetectorClient client) : IAddressDetector
{
    /// <summary>Answers over both families and keeps no logs, as its operator says: https://www.ipify.org</summary>
    const string Usual = "https://api64.ipify.org/";

    public string Kind => "http";

    public bool Knows(IpFamily family) => true;

    public string Describe(DetectorSetting setting) => $"{Kind} {new Uri(setting.Url ?? Usual).Host}";

    public async Task<IPAddress> AskAsync(Question question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, client.Resolve(question.Setting.Url ?? Usual));
        request.Headers.Accept.ParseAdd("text/plain");
        return AddressText.Parse(Encoding.UTF8.GetString(await client.AskAsync(question, request, cancellationToken)));
    }
}
