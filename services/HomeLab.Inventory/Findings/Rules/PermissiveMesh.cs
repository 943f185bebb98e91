using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class PermissiveMesh() : FindingRule(
    "istio.mtls-not-strict", FindingSeverity.Warning, "The mesh takes unencrypted traffic",
    "Set spec.mtls.mode of the PeerAuthentication to STRICT once every caller has a sidecar.")
{
    public override IEnumerable<Finding> Look(Survey survey) => survey.Kubernetes("security.istio.io", "PeerAuthentication")
        .Select(it => (Policy: it, Open: Modes(it.Facts.At("spec")).Where(mode => mode.Mode is "PERMISSIVE" or "DISABLE").ToList()))
        .Where(it => it.Open.Count > 0)
        .Select(it => Found(
            it.Policy.Address, $"mTLS is {it.Open[0].Mode}, so that whoever reaches a pod may speak to it in the clear.",
            string.Join(", ", it.Open.Select(mode => $"{mode.Path} = {mode.Mode}"))));

    static IEnumerable<(string Path, string Mode)> Modes(JsonNode? spec) =>
        (spec.At("portLevelMtls") as JsonObject ?? []).Select(it => ($"spec.portLevelMtls.{it.Key}.mode", it.Value.Text("mode")))
            .Prepend(("spec.mtls.mode", spec.At("mtls").Text("mode")));
}
