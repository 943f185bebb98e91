using System.Net;
using HomeLab.Dns.Addresses.Plausibility;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>Reads the public address off an interface of this machine, for uplinks without address translation.</summary>
sealed class InterfaceDetector : IAddressDetector
{
    public string Kind => "interface";

    public bool Knows(IpFamily family) => true;

    public string Describe(DetectorSetting setting) => $"{Kind} {setting.Interface}";

    public Task<IPAddress> AskAsync(Question question, CancellationToken cancellationToken) =>
        Task.FromResult(Choose(LocalAddresses.Of(question.Setting.Interface ?? "", question.Family), question));

    /// <summary>The one public address among those of an interface.</summary>
    public static IPAddress Choose(IReadOnlyList<IPAddress> addresses, Question question)
    {
        var judged = addresses.Select(address => (Address: address, Objection: PublicAddress.Objection(address, question.Family))).ToList();
        var found = judged.Where(it => it.Objection is null).Select(it => it.Address).ToList();
        var networks = found.Select(address => Prefixes.Cut(address, question.Bits)).Distinct().Count();
        return (networks, judged) switch
        {
            (1, _) => found[0],
            (0, []) => throw new DetectionException("NoAddress", $"{question.Setting.Interface} has no lasting {question.Family} address on this machine."),
            (0, _) => throw new DetectionException(judged[0].Objection!),
            _ => throw new DetectionException(
                "SeveralAddresses", $"{question.Setting.Interface} has several public addresses ({string.Join(", ", found)}), and which is meant cannot be told."),
        };
    }
}
