using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A condition that an operator keeps says that something is wrong.</summary>
/// <param name="bad">The status of the condition that is a finding.</param>
sealed class ConditionFails(
    string id, FindingSeverity severity, string title, string remedy, string group, string[] kinds, string condition, string what, string bad = "False")
    : FindingRule(id, severity, title, remedy)
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey) => kinds.SelectMany(kind => survey.Kubernetes(group, kind))
        .Select(it => (Object: it, Condition: Find(it, condition, bad)))
        .Where(it => it.Condition is not null)
        .Select(it => Found(it.Object.Address, what, Evidence(condition, bad, it.Condition!)));

    /// <returns>Null: the condition has not that status, or there is none.</returns>
    public static JsonNode? Find(Observation it, string condition, string status) =>
        it.Facts.At("status").At("conditions").Items().FirstOrDefault(one => one.Text("type") == condition && one.Text("status") == status);

    public static string Evidence(string condition, string status, JsonNode said) =>
        string.Join(' ', new[] { $"condition {condition} = {status}", said.Text("reason"), said.Text("message") }.Where(it => it.Length > 0));

    public static IEnumerable<FindingRule> All =>
    [
        new ConditionFails(
            "secrets.sealed-not-synced", FindingSeverity.Warning, "A sealed secret cannot be opened", "Seal it again with the key of this cluster, or restore the key.",
            "bitnami.com", ["SealedSecret"], "Synced", "Its Secret is not made, and what needs that does not start."),
        new ConditionFails(
            "cilium.policy-invalid", FindingSeverity.Critical, "A network policy is not enforced", "Correct the policy: as long as it is invalid it denies nothing.",
            "cilium.io", ["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"], "Valid", "Cilium refuses the policy, so that it is not in force."),
        new ConditionFails(
            "backup.wal-archiving-stopped", FindingSeverity.Critical, "A database no longer archives its log", "Look at the object store and its credentials: what is written from now on could not be restored.",
            "postgresql.cnpg.io", ["Cluster"], "ContinuousArchiving", "Since then nothing of the database could be restored."),
        new ConditionFails(
            "backup.database-backup-failed", FindingSeverity.Critical, "The last backup of a database failed", "Read why it failed and back it up again.",
            "postgresql.cnpg.io", ["Cluster"], "LastBackupSucceeded", "Its last backup failed."),
        new ConditionFails(
            "cert-manager.not-ready", FindingSeverity.Warning, "A certificate is not issued", "`cmctl status certificate` shows the order and challenge that do not get on.",
            "cert-manager.io", ["Certificate"], "Ready", "The certificate is not issued, or no longer valid."),
        new ConditionFails(
            "gateway.not-programmed", FindingSeverity.Critical, "A gateway serves nothing", "Look at the gateway's conditions and at its class' controller.",
            "gateway.networking.k8s.io", ["Gateway"], "Programmed", "Nothing is served on it."),
    ];
}
