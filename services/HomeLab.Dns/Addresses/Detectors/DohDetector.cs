using System.Net;
using System.Net.Http.Headers;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>
/// TXT of <c>whoami.cloudflare</c> in class CH, which Cloudflare's resolver answers with the address of who asks. It goes in wire format (RFC 8484): the JSON
/// form of the same resolver has no classes.
/// </summary>
/// <remarks>Google's <c>o-o.myaddr.l.google.com</c> does not do here: over DoH it answers with Google's own address and a /24 of ours.</remarks>
sealed class DohDetector(DetectorClient client) : IAddressDetector
{
    const string Usual = "https://cloudflare-dns.com/dns-query";
    const string MediaType = "application/dns-message";

    public string Kind => "doh";

    public bool Knows(IpFamily family) => true;

    public string Describe(DetectorSetting setting) => $"{Kind} {new Uri(setting.Url ?? Usual).Host}";

    public async Task<IPAddress> AskAsync(Question question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Resolve(question.Setting.Url ?? Usual));
        request.Content = new ByteArrayContent(WhoamiMessage.Query) { Headers = { ContentType = new MediaTypeHeaderValue(MediaType) } };
        request.Headers.Accept.ParseAdd(MediaType);
        return AddressText.Parse(WhoamiMessage.Read(await client.AskAsync(question, request, cancellationToken)));
    }
}
