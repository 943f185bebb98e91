using System.Net;
using System.Text.Json.Nodes;
using HomeLab.Kubernetes.Tests.Servers;
using k8s;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class ApplyTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Makes_what_is_not_there_and_leaves_alone_what_is_so(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        var made = await lab.ApplyAsync(Objects.ConfigMap("a", ("key", "1")), "one");
        var again = await lab.ApplyAsync(Objects.ConfigMap("a", ("key", "1")), "one");

        Assert.Equal((made.Uid(), made.Version()), (again.Uid(), again.Version()));
        Assert.Equal([("one", "Apply")], Managers(again));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Refuses_a_field_that_another_manager_owns_and_names_both(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.ApplyAsync(Objects.ConfigMap("a", ("shared", "1")), "first-manager");

        var status = await Workspace.RefusedAsync(
            HttpStatusCode.Conflict, () => lab.ApplyAsync(Objects.ConfigMap("a", ("shared", "2")), "second-manager"));

        Assert.Equal("Conflict", status.Reason);
        var cause = Assert.Single(status.Details.Causes);
        Assert.Equal(("FieldManagerConflict", ".data.shared"), (cause.Reason, cause.Field));
        Assert.Contains("first-manager", cause.Message, StringComparison.Ordinal);
        Assert.Equal("1", (await lab.GetAsync(Objects.ConfigMap("a"))).Text("data", "shared"));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Gives_a_field_to_whoever_forces_it(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.ApplyAsync(Objects.ConfigMap("a", ("shared", "1"), ("own", "1")), "one");

        var forced = await lab.ApplyAsync(Objects.ConfigMap("a", ("shared", "2")), "two", force: true);
        var withdrawn = await lab.ApplyAsync(Objects.ConfigMap("a", ("own", "1")), "one");

        Assert.Equal(("2", "1"), (forced.Text("data", "shared"), forced.Text("data", "own")));
        Assert.Equal("2", withdrawn.Text("data", "shared"));
        await Workspace.RefusedAsync(
            HttpStatusCode.Conflict, () => lab.ApplyAsync(Objects.ConfigMap("a", ("shared", "1"), ("own", "1")), "one"));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Removes_what_its_manager_no_longer_names(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.ApplyAsync(Objects.ConfigMap("a", ("keep", "1"), ("drop", "1")), "one");
        await lab.PatchAsync(Objects.ConfigMap("a"), """{"data":{"theirs":"1"}}""", V1Patch.PatchType.MergePatch);

        var applied = await lab.ApplyAsync(Objects.ConfigMap("a", ("keep", "1")), "one");

        Assert.Equal(["keep", "theirs"], applied["data"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Shares_a_field_between_managers_that_agree(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.ApplyAsync(Objects.ConfigMap("a", ("shared", "1")), "one");
        await lab.ApplyAsync(Objects.ConfigMap("a", ("shared", "1")), "two");

        var left = await lab.ApplyAsync(Objects.ConfigMap("a"), "one");

        Assert.Equal("1", left.Text("data", "shared"));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Conflicts_with_a_writer_who_does_not_apply(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.ApplyAsync(Objects.Deployment("a", replicas: 1), "one");
        await lab.Api.PatchNamespacedCustomObjectAsync(
            new V1Patch(new { spec = new { replicas = 5 } }, V1Patch.PatchType.MergePatch),
            "apps", "v1", lab.Namespace, "deployments", "a", fieldManager: "scaler");

        var status = await Workspace.RefusedAsync(HttpStatusCode.Conflict, () => lab.ApplyAsync(Objects.Deployment("a", replicas: 1), "one"));

        Assert.Equal(".spec.replicas", Assert.Single(status.Details.Causes).Field);
        Assert.Equal(1, (await lab.ApplyAsync(Objects.Deployment("a", replicas: 1), "one", force: true)).Replicas());
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Wants_a_manager(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        var status = await Workspace.RefusedAsync(HttpStatusCode.UnprocessableEntity, () => lab.PatchAsync(
            Objects.ConfigMap("a"), Objects.ConfigMap("a"), V1Patch.PatchType.ApplyPatch));

        Assert.Equal("fieldManager", Assert.Single(status.Details.Causes).Field);
    }

    static IEnumerable<(string?, string?)> Managers(JsonObject thing) => thing["metadata"]!["managedFields"]!.AsArray()
        .Select(entry => ((string?)entry!["manager"], (string?)entry["operation"]));
}
