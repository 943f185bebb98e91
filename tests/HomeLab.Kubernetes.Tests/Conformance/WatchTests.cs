using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Kubernetes.Tests.Servers;
using k8s;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class WatchTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Tells_in_order_what_happens_after_a_list(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.CreateAsync(Objects.ConfigMap("before"));
        await using var watch = new WatchLog(lab, (await lab.ListAsync()).Metadata.ResourceVersion);

        var created = await lab.CreateAsync(Objects.ConfigMap("a"));
        await lab.ReplaceAsync(created.Copy().Labelled(("new", "yes")));
        await lab.DeleteAsync(created);

        Assert.Equal(["Added a", "Modified a", "Deleted a"], await watch.NextAsync(3));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Goes_on_from_any_event(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var start = (await lab.ListAsync()).Metadata.ResourceVersion;
        foreach (var name in new[] { "a", "b", "c" })
            await lab.CreateAsync(Objects.ConfigMap(name));
        string seen;
        await using (var first = new WatchLog(lab, start))
        {
            var (type, thing) = (await first.NextAsync())!.Value;
            Assert.Equal((WatchEventType.Added, "a"), (type, thing.Name()));
            seen = thing.Version();
        }

        await using var second = new WatchLog(lab, seen);

        Assert.Equal(["Added b", "Added c"], await second.NextAsync(2));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Begins_with_all_there_is_when_it_has_no_version(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.CreateAsync(Objects.ConfigMap("a"));
        await lab.CreateAsync(Objects.ConfigMap("b"));

        await using var watch = new WatchLog(lab, from: null);

        Assert.Equal(["Added a", "Added b"], (await watch.NextAsync(2)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Calls_what_leaves_the_selection_deleted(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await using var watch = new WatchLog(lab, (await lab.ListAsync()).Metadata.ResourceVersion, labels: "app=plex");

        await lab.CreateAsync(Objects.ConfigMap("other"));
        var entering = await lab.CreateAsync(Objects.ConfigMap("a"));
        entering = await lab.ReplaceAsync(entering.Copy().Labelled(("app", "plex")));
        await lab.ReplaceAsync(entering.Copy().Labelled(("app", "none")));

        Assert.Equal(["Added a", "Deleted a"], await watch.NextAsync(2));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Marks_how_far_it_is_before_it_ends(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var start = (await lab.ListAsync()).Metadata.ResourceVersion;
        await using var watch = new WatchLog(lab, start, timeoutSeconds: 4, bookmarks: true);
        await lab.CreateAsync(Objects.ConfigMap("a"));

        var (type, thing) = (await watch.NextAsync())!.Value;
        var (last, mark) = (await watch.NextAsync())!.Value;
        while (await watch.NextAsync() is { } further)
            (last, mark) = further;

        Assert.Equal((WatchEventType.Added, WatchEventType.Bookmark), (type, last));
        Assert.Equal("ConfigMap", mark.Text("kind"));
        Assert.True(Number(mark) >= Number(thing));
        await using var resumed = new WatchLog(lab, mark.Version());
        await lab.CreateAsync(Objects.ConfigMap("b"));
        Assert.Equal(["Added b"], await resumed.NextAsync(1));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Refuses_to_go_on_from_what_it_has_forgotten(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await using var watch = new WatchLog(lab, from: "1");

        var status = await watch.RefusedAsync();

        Assert.Equal((410, "Expired"), (status.Code, status.Reason));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Ends_when_its_time_is_over(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.CreateAsync(Objects.ConfigMap("a"));
        await using var watch = new WatchLog(lab, from: null, timeoutSeconds: 1);

        Assert.Equal(["Added a"], await watch.NextAsync(2));
        Assert.Empty(watch.Errors);
    }

    /// <summary>A client may compare versions of one resource as numbers since Kubernetes 1.35.</summary>
    static long Number(JsonObject thing) => long.Parse(thing.Version(), CultureInfo.InvariantCulture);
}
