using System.Net;
using System.Text.Json.Nodes;
using HomeLab.Kubernetes.Tests.Servers;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class DeletionTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Removes_an_object(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.ConfigMap("a"));

        Assert.Equal("Success", (await lab.DeleteAsync(created)).Status);
        await Workspace.RefusedAsync(HttpStatusCode.NotFound, () => lab.GetAsync(created));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Spares_a_successor_of_the_same_name(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var first = await lab.CreateAsync(Objects.ConfigMap("a"));
        await lab.DeleteAsync(first);
        var second = await lab.CreateAsync(Objects.ConfigMap("a"));

        var status = await Workspace.RefusedAsync(
            HttpStatusCode.Conflict, () => lab.DeleteAsync(second, new V1Preconditions { Uid = first.Uid() }));

        Assert.Equal("Conflict", status.Reason);
        Assert.Equal(second.Uid(), (await lab.GetAsync(second)).Uid());
        Assert.Equal("Success", (await lab.DeleteAsync(second, new V1Preconditions { Uid = second.Uid() })).Status);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Spares_an_object_that_has_changed(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.ConfigMap("a"));
        var changed = await lab.ReplaceAsync(created.Copy().Labelled(("new", "yes")));

        await Workspace.RefusedAsync(
            HttpStatusCode.Conflict, () => lab.DeleteAsync(changed, new V1Preconditions { ResourceVersion = created.Version() }));
        await lab.DeleteAsync(changed, new V1Preconditions { ResourceVersion = changed.Version() });

        Assert.Empty((await lab.ListAsync()).Items);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Waits_for_finalizers(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var held = Objects.ConfigMap("a");
        held["metadata"]!["finalizers"] = new JsonArray("homelab.test/held");
        var created = await lab.CreateAsync(held);

        await lab.DeleteAsync(created);
        var deleting = await lab.GetAsync(created);
        await lab.PatchAsync(created, """{"metadata":{"finalizers":null}}""", V1Patch.PatchType.MergePatch);

        Assert.NotNull(deleting.Text("metadata", "deletionTimestamp"));
        await Workspace.RefusedAsync(HttpStatusCode.NotFound, () => lab.GetAsync(created));
    }
}
