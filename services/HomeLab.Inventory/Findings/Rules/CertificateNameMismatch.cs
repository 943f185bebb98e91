namespace HomeLab.Inventory.Findings.Rules;

sealed class CertificateNameMismatch() : FindingRule(
    "certificate.wrong-name", FindingSeverity.Warning, "A name is served with a certificate for other names",
    "Give the name a certificate (of the Ingress, the gateway's listener, Traefik's router); until then it is served with whatever the proxy has by default.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey) => ShownCertificates.Of(survey, it => it.State.CoversName == false)
        .Select(it => Found(it.Object, $"The certificate is for {ShownCertificates.NamesOf(it.First)}.", it.Evidence));
}
