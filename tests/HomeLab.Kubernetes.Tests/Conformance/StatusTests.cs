using System.Text.Json.Nodes;
using HomeLab.Kubernetes.Tests.Servers;
using k8s;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class StatusTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Is_written_by_its_own_path_alone(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.Deployment("a", replicas: 1));
        var both = created.Copy();
        both["spec"]!["replicas"] = 7;
        both["status"] = new JsonObject { ["readyReplicas"] = 1 };

        var reported = await lab.Api.ReplaceNamespacedCustomObjectStatusAsync<JsonObject>(
            both, "apps", "v1", lab.Namespace, "deployments", "a");
        var specified = reported.Copy();
        specified["spec"]!["replicas"] = 2;
        specified["status"]!["readyReplicas"] = 9;
        var replaced = await lab.ReplaceAsync(specified);

        Assert.Equal((1, 1, 1), (reported.Replicas(), (int)reported["status"]!["readyReplicas"]!, reported.Generation()));
        Assert.Equal((2, 1, 2), (replaced.Replicas(), (int)replaced["status"]!["readyReplicas"]!, replaced.Generation()));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Is_patched_by_its_own_path(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.CreateAsync(Objects.Deployment("a", replicas: 1));

        var patched = await lab.Api.PatchNamespacedCustomObjectStatusAsync<JsonObject>(
            new V1Patch("""{"spec":{"replicas":7},"status":{"readyReplicas":1}}""", V1Patch.PatchType.MergePatch),
            "apps", "v1", lab.Namespace, "deployments", "a");
        var read = await lab.Api.GetNamespacedCustomObjectStatusAsync<JsonObject>("apps", "v1", lab.Namespace, "deployments", "a");

        Assert.Equal((1, 1), (patched.Replicas(), (int)patched["status"]!["readyReplicas"]!));
        Assert.Equal(patched.Version(), read.Version());
    }
}
