using System.Net;
using HomeLab.Kubernetes.Tests.Servers;
using HomeLab.Testing;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class ListTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Gives_a_list_in_pages_of_one_moment(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            await lab.CreateAsync(Objects.ConfigMap(name));

        var first = await lab.ListAsync(limit: 2);
        await lab.CreateAsync(Objects.ConfigMap("cc"));
        var second = await lab.ListAsync(limit: 2, more: first.Metadata.ContinueProperty);
        var third = await lab.ListAsync(limit: 2, more: second.Metadata.ContinueProperty);

        Assert.Equal(["a", "b", "c", "d", "e"], [.. first.Names, .. second.Names, .. third.Names]);
        Assert.Equal([first.Metadata.ResourceVersion], new[] { first, second, third }.Select(page => page.Metadata.ResourceVersion).Distinct());
        Assert.Equal(3, first.Metadata.RemainingItemCount);
        Assert.Equal(("", null), (third.Metadata.ContinueProperty ?? "", third.Metadata.RemainingItemCount));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Refuses_the_rest_of_a_list_whose_moment_it_has_forgotten(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        foreach (var name in new[] { "a", "b", "c" })
            await lab.CreateAsync(Objects.ConfigMap(name));
        var first = await lab.ListAsync(limit: 1);
        await lab.CreateAsync(Objects.ConfigMap("d"));
        await lab.ForgetHistoryAsync();

        HttpOperationException? refused = null;
        await Eventually.TrueAsync(
            async () => (refused = await RefusalAsync(() => lab.ListAsync(limit: 1, more: first.Metadata.ContinueProperty))) is not null,
            "the list still goes on", TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Gone, refused!.Response.StatusCode);
        Assert.Equal("Expired", KubernetesJson.Deserialize<V1Status>(refused.Response.Content).Reason);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Refuses_a_continuation_that_it_never_gave(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        Assert.Equal("BadRequest", (await Workspace.RefusedAsync(HttpStatusCode.BadRequest, () => lab.ListAsync(limit: 1, more: "made up"))).Reason);
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Lists_one_namespace_or_all(string server)
    {
        var one = await Workspace.OpenAsync(server);
        var other = await Workspace.OpenAsync(server);
        var label = ("of", one.Namespace);
        await one.CreateAsync(Objects.ConfigMap("a").Labelled(label));
        await other.CreateAsync(Objects.ConfigMap("a").Labelled(label));

        var all = await one.Api.ListClusterCustomObjectAsync<ObjectList>("", "v1", "configmaps", labelSelector: $"of={one.Namespace}");

        Assert.Equal(["a"], (await one.ListAsync()).Names);
        Assert.Equal(
            new[] { one.Namespace, other.Namespace }.Order(StringComparer.Ordinal), all.Items.Select(item => item.Text("metadata", "namespace")));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Selects_by_labels_and_by_name(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        await lab.CreateAsync(Objects.ConfigMap("plex").Labelled(("app", "plex"), ("tier", "media")));
        await lab.CreateAsync(Objects.ConfigMap("sonarr").Labelled(("app", "sonarr"), ("tier", "media")));
        await lab.CreateAsync(Objects.ConfigMap("bare"));

        async Task<string> Names(string? labels = null, string? fields = null) => string.Join(' ', (await lab.ListAsync(labels, fields)).Names);

        Assert.Equal("plex", await Names("app=plex"));
        Assert.Equal("plex sonarr", await Names("app in (plex, sonarr),tier==media"));
        Assert.Equal("bare sonarr", await Names("app!=plex"));
        Assert.Equal("bare", await Names("!tier"));
        Assert.Equal("plex sonarr", await Names("tier"));
        Assert.Equal("bare sonarr", await Names("app notin (plex)"));
        Assert.Equal("sonarr", await Names(fields: "metadata.name=sonarr"));
        Assert.Equal("", await Names("app=plex", "metadata.name=sonarr"));
        await Workspace.RefusedAsync(HttpStatusCode.BadRequest, () => lab.ListAsync("app in plex"));
        await Workspace.RefusedAsync(HttpStatusCode.BadRequest, () => lab.ListAsync(fields: "spec.nodeName=a"));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Gives_an_empty_list_where_there_is_nothing(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        var empty = await lab.ListAsync();

        Assert.Empty(empty.Items);
        Assert.NotEmpty(empty.Metadata.ResourceVersion);
    }

    static async Task<HttpOperationException?> RefusalAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (HttpOperationException refused)
        {
            return refused;
        }
    }
}
