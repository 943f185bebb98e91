using System.Net;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>One kind of witness to an uplink's public address.</summary>
interface IAddressDetector
{
    /// <summary>As the lab names it: <c>trace</c>.</summary>
    string Kind { get; }

    bool Knows(IpFamily family);

    /// <summary>Whom it asks, for people: <c>trace api.cloudflare.com</c>.</summary>
    string Describe(DetectorSetting setting);

    /// <summary>The address as it was said; whether it can be an uplink's is judged by the caller.</summary>
    /// <exception cref="DetectionException">No address was said, and why.</exception>
    Task<IPAddress> AskAsync(Question question, CancellationToken cancellationToken);
}
