using System.Net;
using HomeLab.Kubernetes.Tests.Servers;
using k8s;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class DiscoveryTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Names_its_groups_and_versions(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        var core = await lab.Client.Core.GetAPIVersionsAsync();
        var groups = (await lab.Client.Apis.GetAPIVersionsAsync()).Groups.ToDictionary(group => group.Name);

        Assert.Contains("v1", core.Versions);
        Assert.Equal("apps/v1", groups["apps"].PreferredVersion.GroupVersion);
        Assert.Contains(groups["coordination.k8s.io"].Versions, version => version.Version == "v1");
        Assert.DoesNotContain("", groups.Keys);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Describes_the_resources_of_a_version(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        var core = await lab.Api.GetAPIResourcesAsync("", "v1");
        var apps = await lab.Api.GetAPIResourcesAsync("apps", "v1");

        Assert.Equal(("v1", "apps/v1"), (core.GroupVersion, apps.GroupVersion));
        var maps = core.Resources.Single(resource => resource.Name == "configmaps");
        Assert.Equal(("ConfigMap", true), (maps.Kind, maps.Namespaced));
        Assert.Superset(new HashSet<string> { "get", "list", "watch", "create", "update", "patch", "delete" }, maps.Verbs.ToHashSet());
        Assert.False(core.Resources.Single(resource => resource.Name == "namespaces").Namespaced);
        Assert.Contains(apps.Resources, resource => resource is { Name: "deployments/status", Kind: "Deployment" });
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Does_not_know_a_version_or_a_kind_that_it_does_not_serve(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        await RefusedByAnyAsync(() => lab.Api.GetAPIResourcesAsync("none.example.test", "v1"));
        await RefusedByAnyAsync(() => lab.Api.ListClusterCustomObjectAsync("none.example.test", "v1", "things"));
        await RefusedByAnyAsync(() => lab.Api.ListNamespacedCustomObjectAsync("apps", "v1", lab.Namespace, "things"));
    }

    /// <summary>A server that has never heard of the path says 404 in words of its own, not as a status.</summary>
    static async Task RefusedByAnyAsync(Func<Task> call) => Assert.Equal(
        HttpStatusCode.NotFound, (await Assert.ThrowsAsync<k8s.Autorest.HttpOperationException>(call)).Response.StatusCode);
}
