using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Findings.Rules;

sealed class NodeCertificateExpiring() : FindingRule(
    "proxmox.certificate-expiring", FindingSeverity.Warning, "The certificate of a Proxmox node expires",
    "Order it again (`pvenode acme cert order`), or make the node's own anew (`pvecm updatecerts`), and give HomeLab the new fingerprint where it is pinned.")
{
    public override TimeSpan Lasts => TimeSpan.FromHours(1);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Certificates
        .Where(it => it.State.SignalKind == CertificateState.Proxmox && (Validity.IsOver(it.State, survey.At) || Validity.IsEnding(it.State, survey.At)))
        .GroupBy(it => it.State.Object).Select(it => Of(survey, it.Key, [.. it.OrderBy(one => one.Certificate.NotAfter)]));

    Finding Of(Survey survey, string node, IReadOnlyList<KnownCertificate> certificates)
    {
        var isOver = Validity.IsOver(certificates[0].State, survey.At);
        return Found(
            node, $"The certificate {(isOver ? "expired" : "expires")} on {Validity.Told(certificates[0].Certificate.NotAfter)}.",
            string.Join("; ", certificates.Select(it => $"{it.State.Signal.Split(' ')[^1]} until {Validity.Told(it.Certificate.NotAfter)}")))
            with { Severity = isOver ? FindingSeverity.Critical : FindingSeverity.Warning };
    }
}
