using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes;

/// <summary>What can be read besides objects: what there is, and who answers.</summary>
static class KubernetesIndex
{
    public static JsonObject? Find(KubeStore store, string[] segments) => segments switch
    {
        ["version"] => Version(store.Seed.Version),
        ["api"] => Discovery.Core(),
        ["apis"] => Discovery.Groups(store.Catalog),
        ["api", var version] => Discovery.Resources(store.Catalog, "", version),
        ["apis", var group] => Discovery.Group(store.Catalog, group),
        ["apis", var group, var version] => Discovery.Resources(store.Catalog, group, version),
        ["openapi", "v3"] => OpenApi.Index(store.Catalog),
        ["openapi", "v3", .. var path] => OpenApi.Of(store.Catalog, string.Join('/', path)),
        _ => null,
    };

    static JsonObject Version(string version)
    {
        var parts = version.TrimStart('v').Split('.');
        return new JsonObject { ["major"] = parts[0], ["minor"] = parts.ElementAtOrDefault(1) ?? "0", ["gitVersion"] = version, ["gitCommit"] = "", ["gitTreeState"] = "clean", ["buildDate"] = "2026-04-01T00:00:00Z", ["goVersion"] = "go1.26", ["compiler"] = "gc", ["platform"] = "linux/amd64" };
    }
}
