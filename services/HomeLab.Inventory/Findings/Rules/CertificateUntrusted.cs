namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A name of the public DNS is for people who do not have the lab's own authority.</summary>
sealed class CertificateUntrusted() : FindingRule(
    "certificate.not-trusted", FindingSeverity.Warning, "A public name is served with a certificate that nobody trusts",
    "Have a public authority issue it (ACME), and serve the whole chain. If only machines with your own authority come, install that where Inventory runs.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey) =>
        ShownCertificates.Of(survey, it => it.State.IsTrusted == false && survey.Graph.Leaving(it.State.Object).Any(edge => edge.Kind == "resolvedBy"))
            .Select(it => Found(it.Object, $"The certificate is not trusted: {it.First.State.Distrust}.", it.Evidence));
}
