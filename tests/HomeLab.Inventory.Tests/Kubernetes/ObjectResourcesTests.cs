using System.Text.Json.Nodes;
using HomeLab.Inventory.Kubernetes;

namespace HomeLab.Inventory.Tests.Kubernetes;

public class ObjectResourcesTests
{
    [Theory]
    [InlineData("apps", "Deployment", """{"metadata":{"namespace":"glance","name":"glance"}}""", "kubernetes/talos/apps/Deployment/glance/glance")]
    [InlineData("", "Pod", """{"metadata":{"namespace":"glance","name":"glance-0"}}""", "kubernetes/talos/Pod/glance/glance-0")]
    [InlineData("", "Node", """{"metadata":{"name":"w1"}}""", "kubernetes/talos/Node/w1")]
    [InlineData("storage.k8s.io", "StorageClass", """{"metadata":{"name":"fast"}}""", "kubernetes/talos/storage.k8s.io/StorageClass/fast")]
    public void An_object_has_an_address(string group, string kind, string json, string expected) =>
        Assert.Equal(expected, ObjectResources.Of("talos", new ResourceType(group, "v1", "", kind), JsonNode.Parse(json)!.AsObject()).Address);

    [Theory]
    [InlineData("Pod", """{"status":{"phase":"Running"}}""", "Running")]
    [InlineData("Pod", """{"status":{"phase":"Running","containerStatuses":[{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}""", "CrashLoopBackOff")]
    [InlineData("Deployment", """{"spec":{"replicas":3},"status":{"readyReplicas":2}}""", "2/3")]
    [InlineData("Deployment", """{"status":{}}""", "0/1")]
    [InlineData("DaemonSet", """{"status":{"numberReady":2,"desiredNumberScheduled":3}}""", "2/3")]
    [InlineData("Node", """{"status":{"conditions":[{"type":"Ready","status":"False"}]}}""", "NotReady")]
    [InlineData("Node", """{"status":{"conditions":[{"type":"Ready","status":"Unknown"}]}}""", "Unknown")]
    [InlineData("PersistentVolumeClaim", """{"status":{"phase":"Bound"}}""", "Bound")]
    [InlineData("Gateway", """{"status":{"conditions":[{"type":"Accepted","status":"True"},{"type":"Programmed","status":"False"}]}}""", "NotProgrammed")]
    [InlineData("ConfigMap", "{}", "")]
    [InlineData("Pod", """{"metadata":{"deletionTimestamp":"2026-11-21T00:00:00Z"},"status":{"phase":"Running"}}""", "Terminating")]
    public void An_object_has_a_state(string kind, string json, string expected) =>
        Assert.Equal(expected, ObjectResources.Of("talos", new ResourceType("", "v1", "", kind), JsonNode.Parse(json)!.AsObject()).State);
}
