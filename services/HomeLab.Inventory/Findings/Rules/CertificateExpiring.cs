using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Findings.Rules;

sealed class CertificateExpiring() : FindingRule(
    "certificate.expires-soon", FindingSeverity.Warning, "A certificate should have been renewed by now",
    "See why its issuer does not renew it (cert-manager's order and challenge, Traefik's log). If it was renewed, have what serves it load the new one.")
{
    /// <summary>To renew takes a while.</summary>
    public override TimeSpan Lasts => TimeSpan.FromHours(1);

    public override IEnumerable<Finding> Look(Survey survey) => ShownCertificates.Of(survey, it => Validity.IsEnding(it.State, survey.At))
        .Select(it => Found(it.Object, $"The certificate expires on {Validity.Told(it.First.Certificate.NotAfter)}.", it.Evidence));
}
