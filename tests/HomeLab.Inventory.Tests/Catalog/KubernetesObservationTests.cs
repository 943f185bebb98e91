using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;

namespace HomeLab.Inventory.Tests.Catalog;

public sealed class KubernetesObservationTests
{
    [Fact]
    public void A_secret_keeps_its_keys_and_never_a_value()
    {
        var secret = (JsonObject)JsonNode.Parse("""
            {"apiVersion":"v1","kind":"Secret","metadata":{"namespace":"flux-system","name":"sops-age",
             "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"canary"}},"data":{"age.agekey":"canary"},"stringData":{"other":"canary"}}
            """)!;

        var observation = KubernetesObservation.Of("talos", secret);

        Assert.DoesNotContain("canary", observation.Facts.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", string.Concat(observation.Annotations.Values), StringComparison.Ordinal);
        Assert.True(((JsonObject)observation.Facts["data"]!).ContainsKey("age.agekey"));
        Assert.Equal("kubernetes/talos/Secret/flux-system/sops-age", observation.Address);
    }

    [Fact]
    public void A_cron_job_shows_the_images_and_labels_of_its_pods()
    {
        var job = (JsonObject)JsonNode.Parse("""
            {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"namespace":"a","name":"b"},"spec":{"jobTemplate":{"spec":{"template":
             {"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"image":"busybox:1"},{"image":"alpine:3"}]}}}}}}
            """)!;

        var observation = KubernetesObservation.Of("talos", job);

        Assert.Equal(["busybox:1", "alpine:3"], observation.Images);
        Assert.Equal("x", observation.PodLabels["app"]);
        Assert.Equal("kubernetes/talos/batch/CronJob/a/b", observation.Address);
    }
}
