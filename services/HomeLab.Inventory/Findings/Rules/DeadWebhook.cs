using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>With nobody behind it the API server refuses whatever the webhook would be asked about.</summary>
sealed class DeadWebhook() : FindingRule(
    "kubernetes.webhook-without-endpoints", FindingSeverity.Critical, "Admission is down and blocks changes",
    "Start what serves the webhook; if it is gone for good, delete the webhook's configuration.")
{
    static readonly string[] Kinds = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"];

    public override TimeSpan Lasts => TimeSpan.FromMinutes(2);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var answering = survey.Kubernetes("discovery.k8s.io", "EndpointSlice").Where(HasEndpoint)
            .Select(it => (it.Site, it.Namespace, it.Labels.GetValueOrDefault("kubernetes.io/service-name"))).ToHashSet();
        foreach (var configuration in Kinds.SelectMany(kind => survey.Kubernetes("admissionregistration.k8s.io", kind)))
        {
            var dead = configuration.Facts.At("webhooks").Items()
                .Where(it => it.Text("failurePolicy") is "Fail" or "" && it.At("clientConfig").At("service") is { } service
                    && !answering.Contains((configuration.Site, service.Text("namespace"), service.Text("name"))))
                .Select(it => $"{it.Text("name")} at {it.At("clientConfig").At("service").Text("namespace")}/{it.At("clientConfig").At("service").Text("name")}").ToList();
            if (dead.Count > 0)
            {
                yield return Found(
                    configuration.Address, "Nobody answers the webhook, and its failure policy is Fail: what it is asked about is refused.", string.Join(", ", dead),
                    $"{configuration.Site}/endpointslices.discovery.k8s.io") with { RestsOnAbsence = true };
            }
        }
    }

    static bool HasEndpoint(Observation slice) => slice.Facts.At("endpoints").Items().Any(it => it.At("conditions").Text("ready") != "false");
}
