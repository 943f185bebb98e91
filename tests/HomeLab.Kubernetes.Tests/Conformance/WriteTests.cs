using System.Net;
using System.Text.Json.Nodes;
using HomeLab.Kubernetes.Tests.Servers;
using k8s;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class WriteTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Gives_an_object_its_identity(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        var created = await lab.CreateAsync(Objects.ConfigMap("a", ("key", "1")));
        var read = await lab.GetAsync(created);

        Assert.True(Guid.TryParse(created.Uid(), out _));
        Assert.Equal((lab.Namespace, "1"), (created.Text("metadata", "namespace"), created.Text("data", "key")));
        Assert.NotNull(created.Text("metadata", "creationTimestamp"));
        Assert.Equal((created.Uid(), created.Version()), (read.Uid(), read.Version()));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Makes_up_a_name_from_a_prefix(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var thing = Objects.ConfigMap("a");
        thing["metadata"] = new JsonObject { ["generateName"] = "plan-" };

        var created = await lab.CreateAsync(thing);

        Assert.StartsWith("plan-", created.Name(), StringComparison.Ordinal);
        Assert.True(created.Name().Length > "plan-".Length);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Refuses_a_name_twice_and_a_name_that_is_none(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.CreateAsync(Objects.ConfigMap("a"));

        var twice = await Workspace.RefusedAsync(HttpStatusCode.Conflict, () => lab.CreateAsync(Objects.ConfigMap("a")));
        var bad = await Workspace.RefusedAsync(HttpStatusCode.UnprocessableEntity, () => lab.CreateAsync(Objects.ConfigMap("Not a name")));

        Assert.Equal(("AlreadyExists", "a"), (twice.Reason, twice.Details.Name));
        Assert.Equal(("Invalid", "metadata.name"), (bad.Reason, bad.Details.Causes[0].Field));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Does_not_know_what_is_not_there(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var none = Objects.ConfigMap("none");

        foreach (var call in new Func<Task>[] { () => lab.GetAsync(none), () => lab.DeleteAsync(none) })
            Assert.Equal(("NotFound", "none"), await ReasonAsync(call));

        static async Task<(string, string)> ReasonAsync(Func<Task> call)
        {
            var status = await Workspace.RefusedAsync(HttpStatusCode.NotFound, call);
            return (status.Reason, status.Details.Name);
        }
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Refuses_to_replace_a_version_that_is_not_the_newest(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var read = await lab.CreateAsync(Objects.ConfigMap("a", ("key", "1")));
        var mine = read.Copy();
        mine["data"]!["key"] = "2";
        var theirs = read.Copy();
        theirs["data"]!["key"] = "3";

        var replaced = await lab.ReplaceAsync(mine);
        var status = await Workspace.RefusedAsync(HttpStatusCode.Conflict, () => lab.ReplaceAsync(theirs));

        Assert.Equal("Conflict", status.Reason);
        Assert.NotEqual(read.Version(), replaced.Version());
        Assert.Equal((read.Uid(), "2"), (replaced.Uid(), (await lab.GetAsync(read)).Text("data", "key")));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Keeps_the_version_when_a_write_changes_nothing(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.ConfigMap("a", ("key", "1")));

        Assert.Equal(created.Version(), (await lab.ReplaceAsync(created.Copy())).Version());
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Counts_generations_of_the_specification_alone(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var created = await lab.CreateAsync(Objects.Deployment("a", replicas: 1));
        var changed = created.Copy();
        changed["spec"]!["replicas"] = 2;

        var scaled = await lab.ReplaceAsync(changed);
        var labelled = await lab.ReplaceAsync(scaled.Copy().Labelled(("tier", "media")));

        Assert.Equal((1, 2, 2), (created.Generation(), scaled.Generation(), labelled.Generation()));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Writes_nothing_in_a_dry_run(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        await lab.Api.CreateNamespacedCustomObjectAsync(Objects.ConfigMap("a"), "", "v1", lab.Namespace, "configmaps", dryRun: "All");

        Assert.Empty((await lab.ListAsync()).Items);
    }
}
