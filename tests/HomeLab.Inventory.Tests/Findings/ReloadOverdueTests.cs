using HomeLab.Inventory.Findings;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class ReloadOverdueTests
{
    const string Before = "2026-03-01T09:00:00Z";
    const string Changed = "2026-03-01T11:00:00Z";
    const string After = "2026-03-01T11:00:05Z";

    const string Data = "f:data: {f:password: {}}";
    const string Auto = "reloader.stakater.com/auto: 'true'";

    [Fact]
    [Proves("S0-13")]
    public void A_workload_that_nobody_restarted_after_its_secret_changed_is_found_until_a_reloader_did()
    {
        var found = Assert.Single(Look(Deployment(Auto), Pods("5f", Before), Secret(Data)));

        Assert.Equal(["kubernetes/talos/apps/Deployment/apps/web", "kubernetes/talos/Secret/apps/keys"], found.Addresses);
        Assert.Equal("1 of its 1 running pods began before Secret keys changed.", found.What);
        Assert.Contains("of the pod template 5f", found.Evidence, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(10), FindingRules.All["reloader.not-reloaded"].Lasts);
        // A Reloader changes the pod template, and the pods are made anew.
        Assert.Empty(Look(Deployment(Auto), Pods("9c", After), Secret(Data)));
    }

    [Theory]
    [InlineData("secret.reloader.stakater.com/auto: 'true'", 1)]
    [InlineData("secret.reloader.stakater.com/reload: 'other, keys'", 1)]
    [InlineData("configmap.reloader.stakater.com/auto: 'true'", 0)]
    [InlineData("reloader.stakater.com/auto: 'true', secrets.exclude.reloader.stakater.com/reload: keys", 0)]
    [InlineData("reloader.stakater.com/search: 'true'", 0)]
    [InlineData("example.org/team: web", 0)]
    public void What_annotations_do_not_ask_for_is_not_waited_for(string annotations, int expected) =>
        Assert.Equal(expected, Look(Deployment(annotations), Pods("5f", Before), Secret(Data)).Count());

    [Fact]
    public void A_secret_that_only_got_a_label_has_not_changed() => Assert.Empty(Look(Deployment(Auto), Pods("5f", Before), Secret("f:metadata: {f:labels: {f:team: {}}}")));

    static string Deployment(string annotations) =>
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: apps, uid: d1, annotations: {ASKED}}, spec: {template: {}}}".Replace("ASKED", annotations, StringComparison.Ordinal);

    static string Pods(string template, string created) => """
        {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web-HASH, namespace: apps, uid: r-HASH, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web-HASH-x, namespace: apps, uid: p-HASH, creationTimestamp: 'CREATED', labels: {pod-template-hash: 'HASH'}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-HASH, uid: r-HASH, controller: true}]}, spec: {containers: [{name: web, envFrom: [{secretRef: {name: keys}}]}]}, status: {phase: Running}}
        """.Replace("HASH", template, StringComparison.Ordinal).Replace("CREATED", created, StringComparison.Ordinal);

    static string Secret(string fields) =>
        "{apiVersion: v1, kind: Secret, metadata: {name: keys, namespace: apps, managedFields: [{manager: external-secrets, operation: Update, apiVersion: v1, time: 'CHANGED', fieldsType: FieldsV1, fieldsV1: {FIELDS}}]}}"
            .Replace("CHANGED", Changed, StringComparison.Ordinal).Replace("FIELDS", fields, StringComparison.Ordinal);

    static IEnumerable<Finding> Look(params string[] documents) => FindingRules.All["reloader.not-reloaded"].Look(SurveyedLab.Of(string.Join("\n---\n", documents)));
}
