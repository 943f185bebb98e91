using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>One finding for a store and for everything that is read from it.</summary>
sealed class SecretStoreNotReady() : FindingRule(
    "secrets.store-not-ready", FindingSeverity.Critical, "A store of secrets does not answer",
    "Restore the store or its credentials; every ExternalSecret of it keeps its last value until then.")
{
    static readonly string[] Kinds = ["ClusterSecretStore", "SecretStore"];

    const int MostNamed = 6;
    const int MostUsers = 3;

    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        foreach (var (store, condition) in Failing(survey))
        {
            var stale = ReadFrom(survey, store.Address).OrderBy(it => it.Address, StringComparer.Ordinal).ToList();
            var named = string.Join(", ", stale.Take(MostNamed).Select(it => Describe(survey, it)));
            yield return Found(
                store.Address,
                stale.Count == 0 ? "Nothing is read from it yet." : $"What is read from it goes stale: {named}{(stale.Count > MostNamed ? $" and {stale.Count - MostNamed} more" : "")}.",
                ConditionFails.Evidence("Ready", "False", condition), stale.SelectMany(it => Survey.SourcesOf(it.Address)));
        }
    }

    public static IEnumerable<(Observation Store, JsonNode Condition)> Failing(Survey survey) =>
        Kinds.SelectMany(kind => survey.Kubernetes(KubernetesRules.SecretStores, kind))
            .Select(it => (it, Condition: ConditionFails.Find(it, "Ready", "False"))).Where(it => it.Condition is not null).Select(it => (it.it, it.Condition!));

    /// <returns>The ExternalSecrets.</returns>
    public static IEnumerable<Observation> ReadFrom(Survey survey, string store) =>
        survey.Graph.Arriving(store).Where(it => it.Rule == KubernetesRules.FromStore).Select(it => survey.Find(it.From)).OfType<Observation>();

    static string Describe(Survey survey, Observation secret)
    {
        var read = DateTimeOffset.TryParse(secret.Facts.At("status").Text("refreshTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? $"last read {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC"
            : "never read";
        var users = survey.Graph.Arriving(secret.Address).Where(it => it.Kind == KubernetesRules.Refreshed)
            .SelectMany(it => survey.Graph.Arriving(it.From)).Where(it => it.Rule == "kubernetes.pod-secret")
            .Select(it => survey.ControllerOf(it.From)[(secret.Site.Length + 1)..]).Distinct().Order(StringComparer.Ordinal).Take(MostUsers).ToList();
        return $"{secret.Namespace}/{secret.Name} ({read}{(users.Count > 0 ? "; " + string.Join(", ", users) : "")})";
    }
}
