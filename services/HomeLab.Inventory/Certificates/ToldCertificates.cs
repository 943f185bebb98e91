using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Probes;

namespace HomeLab.Inventory.Certificates;

/// <summary>All that a view tells of certificates. Pure.</summary>
static class ToldCertificates
{
    const int Most = 5000;

    public static IReadOnlyList<CertificateState> Of(LabView view) =>
    [
        .. view.Served.Where(it => it.Reading is not null).Select(it => Served(it.Target, it.Reading!))
            .Concat(NodeCertificates.Of(view)).Concat(IssuedCertificates.Of(view)).DistinctBy(it => (it.Object, it.Signal)).Take(Most),
    ];

    /// <summary>Whether what nobody tells of now may be so all the same: it is asked again later, or its source is silent.</summary>
    public static bool IsKept(LabView view, CertificateState known) =>
        view.Served.Any(it => it.Target.Object == known.Object && (it.Target.Signal == known.Signal || it.Target.Gap is not null))
        || Survey.SourcesOf(known.Object).Any(it => view.Sources.TryGetValue(it, out var source) && !source.IsComplete)
        || (known.SignalKind == CertificateState.Proxmox && NodeCertificates.IsUnread(view, known.Object));

    static CertificateState Served(TlsTarget target, ProbeReading reading) => new(target.Object, target.Signal)
    {
        Certificate = reading.Served?.Certificate ?? CertificateFacts.None,
        IsTrusted = reading.Served?.IsTrusted,
        Distrust = reading.Served?.Distrust ?? "",
        CoversName = reading.Served?.CoversName,
        Trouble = reading.NotAsked ?? reading.Failure ?? "",
    };
}
