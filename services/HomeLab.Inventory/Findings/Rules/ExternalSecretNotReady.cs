using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What all of a store suffers from is found at the store.</summary>
sealed class ExternalSecretNotReady() : FindingRule(
    "secrets.external-not-ready", FindingSeverity.Warning, "An external secret is not read", "Look whether the store has the key.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var explained = SecretStoreNotReady.Failing(survey).SelectMany(it => SecretStoreNotReady.ReadFrom(survey, it.Store.Address))
            .Select(it => it.Address).ToHashSet(StringComparer.Ordinal);
        foreach (var secret in survey.Kubernetes(KubernetesRules.SecretStores, "ExternalSecret").Where(it => !explained.Contains(it.Address)))
        {
            if (ConditionFails.Find(secret, "Ready", "False") is { } condition)
                yield return Found(secret.Address, "Its Secret is not made, or is stale.", ConditionFails.Evidence("Ready", "False", condition));
        }
    }
}
