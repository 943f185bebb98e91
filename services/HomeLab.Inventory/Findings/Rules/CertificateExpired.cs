using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Findings.Rules;

sealed class CertificateExpired() : FindingRule(
    "certificate.expired", FindingSeverity.Critical, "A certificate has expired",
    "Renew it, and see why nobody did. If it was renewed, have what serves it load the new one.")
{
    public override IEnumerable<Finding> Look(Survey survey) => ShownCertificates.Of(survey, it => Validity.IsOver(it.State, survey.At))
        .Select(it => Found(it.Object, $"The certificate expired on {Validity.Told(it.First.Certificate.NotAfter)}.", it.Evidence));
}
