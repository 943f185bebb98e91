using System.Collections.Concurrent;
using System.Net;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Addresses.Detectors;

namespace HomeLab.Dns.Tests.Addresses;

/// <summary>A detector that says what the test wants, by family.</summary>
sealed class PlayedDetector(string kind) : IAddressDetector
{
    readonly ConcurrentDictionary<IpFamily, string> says = new();

    public string Kind => kind;

    public bool Knows(IpFamily family) => true;

    public string Describe(DetectorSetting setting) => kind;

    public void Say(IpFamily family, string address) => says[family] = address;

    public Task<IPAddress> AskAsync(Question question, CancellationToken cancellationToken) => says.TryGetValue(question.Family, out var said)
        ? Task.FromResult(IPAddress.Parse(said))
        : throw new DetectionException("Silent", "It says nothing.");
}
