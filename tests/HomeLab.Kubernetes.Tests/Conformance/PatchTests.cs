using System.Net;
using System.Text.Json.Nodes;
using HomeLab.Kubernetes.Tests.Servers;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class PatchTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Merges_and_removes_what_is_null(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.ConfigMap("a", ("keep", "1"), ("change", "1"), ("drop", "1")));

        var merged = await lab.PatchAsync(created, """{"data":{"change":"2","drop":null,"new":"3"}}""", V1Patch.PatchType.MergePatch);

        Assert.Equal("""{"change":"2","keep":"1","new":"3"}""", Sorted(merged));
        Assert.Equal(created.Uid(), merged.Uid());
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Takes_a_list_as_a_whole_in_a_merge(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.Deployment("a", replicas: 1));

        var merged = await lab.PatchAsync(
            created, """{"spec":{"template":{"spec":{"containers":[{"name":"other"}]}}}}""", V1Patch.PatchType.MergePatch);

        Assert.Equal("other", (string?)Assert.Single(merged["spec"]!["template"]!["spec"]!["containers"]!.AsArray())!["name"]);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Refuses_a_merge_on_a_version_that_is_not_the_newest(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.ConfigMap("a", ("key", "1")));
        await lab.PatchAsync(created, """{"data":{"key":"2"}}""", V1Patch.PatchType.MergePatch);

        var status = await Workspace.RefusedAsync(HttpStatusCode.Conflict, () => lab.PatchAsync(
            created, $$$"""{"metadata":{"resourceVersion":"{{{created.Version()}}}"},"data":{"key":"3"}}""", V1Patch.PatchType.MergePatch));

        Assert.Equal("Conflict", status.Reason);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Carries_out_operations_in_order_or_none(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.ConfigMap("a", ("one", "1"), ("two", "2")));

        var patched = await lab.PatchAsync(created, """
            [
              {"op": "test", "path": "/data/one", "value": "1"},
              {"op": "add", "path": "/data/a~1b", "value": "3"},
              {"op": "move", "from": "/data/one", "path": "/data/moved"},
              {"op": "remove", "path": "/data/two"}
            ]
            """, V1Patch.PatchType.JsonPatch);
        var status = await Workspace.RefusedAsync(HttpStatusCode.UnprocessableEntity, () => lab.PatchAsync(created, """
            [{"op": "remove", "path": "/data/moved"}, {"op": "test", "path": "/data/a~1b", "value": "4"}]
            """, V1Patch.PatchType.JsonPatch));

        Assert.Equal("""{"a/b":"3","moved":"1"}""", Sorted(patched));
        Assert.Equal("Invalid", status.Reason);
        Assert.Equal(patched.Version(), (await lab.GetAsync(created)).Version());
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Does_not_make_what_is_not_there(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        await Workspace.RefusedAsync(
            HttpStatusCode.NotFound, () => lab.PatchAsync(Objects.ConfigMap("none"), """{"data":{"key":"1"}}""", V1Patch.PatchType.MergePatch));
    }

    static string Sorted(JsonObject thing) =>
        "{" + string.Join(',', thing["data"]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"\"{pair.Key}\":\"{pair.Value}\"")) + "}";
}
