using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace HomeLab.Polyfills.Tests.KubernetesClient;

public class RequestTests
{
    const string Routes = "gateway.networking.k8s.io";

    [Fact]
    public async Task Finds_the_core_group_at_a_root_of_its_own()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var client = server.Client();

        await client.CustomObjects.GetNamespacedCustomObjectAsync<JsonObject>("", "v1", "media", "pods", "plex-0");
        await client.CustomObjects.GetClusterCustomObjectAsync<JsonObject>("", "v1", "nodes", "pve1");
        await client.CustomObjects.GetNamespacedCustomObjectAsync<JsonObject>("apps", "v1", "media", "deployments", "plex");

        Assert.Equal(
            ["GET /api/v1/namespaces/media/pods/plex-0", "GET /api/v1/nodes/pve1", "GET /apis/apps/v1/namespaces/media/deployments/plex"],
            server.All.Select(asked => $"{asked.Method} {asked.Target}"));
    }

    [Fact]
    public async Task Asks_for_a_page_and_nothing_that_was_left_out()
    {
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json(
            """{"kind":"HTTPRouteList","metadata":{"continue":"more","remainingItemCount":7},"items":[{"metadata":{"name":"a","namespace":"media","creationTimestamp":"2026-11-21T09:00:00Z"}}]}"""));
        using var client = server.Client();

        var page = await client.CustomObjects.ListClusterCustomObjectAsync<Page>(
            Routes, "v1", "httproutes", continueParameter: "to/kén", labelSelector: "app in (a,b)", limit: 500);

        Assert.Equal(
            $"/apis/{Routes}/v1/httproutes?continue=to%2Fk%C3%A9n&labelSelector=app%20in%20%28a%2Cb%29&limit=500&watch=false", server.Last.Target);
        Assert.Equal(("more", 7), (page.Metadata.ContinueProperty, page.Metadata.RemainingItemCount));
        Assert.Equal("media", page.Items.Single().Metadata.NamespaceProperty);
        Assert.Equal(new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc), page.Items.Single().Metadata.CreationTimestamp);
    }

    [Fact]
    public async Task Writes_objects_without_what_is_null()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var client = server.Client();
        var thing = new Thing { ApiVersion = "v1", Kind = "ConfigMap", Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "n" } };

        await client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonObject>(thing, "", "v1", "n", "configmaps", fieldManager: "homelab");
        var created = server.Last;
        await client.CustomObjects.ReplaceNamespacedCustomObjectAsync<JsonObject>(thing, "", "v1", "n", "configmaps", "a");

        Assert.Equal(("POST", "/api/v1/namespaces/n/configmaps?fieldManager=homelab"), (created.Method, created.Target));
        Assert.Equal("application/json; charset=utf-8", created.ContentType);
        Assert.Equal("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"n"}}""", created.Body);
        Assert.Equal(("PUT", "/api/v1/namespaces/n/configmaps/a"), (server.Last.Method, server.Last.Target));
    }

    [Theory]
    [InlineData(V1Patch.PatchType.ApplyPatch, "application/apply-patch+yaml; charset=utf-8")]
    [InlineData(V1Patch.PatchType.MergePatch, "application/merge-patch+json; charset=utf-8")]
    [InlineData(V1Patch.PatchType.JsonPatch, "application/json-patch+json; charset=utf-8")]
    [InlineData(V1Patch.PatchType.StrategicMergePatch, "application/strategic-merge-patch+json; charset=utf-8")]
    public async Task Names_each_kind_of_patch(V1Patch.PatchType type, string contentType)
    {
        await using var server = await FakeApiServer.StartAsync();
        using var client = server.Client();

        await client.CustomObjects.PatchNamespacedCustomObjectAsync<JsonObject>(
            new V1Patch(new { spec = new { replicas = 2 } }, type), "apps", "v1", "n", "deployments", "a", fieldManager: "homelab", force: true);

        Assert.Equal(("PATCH", contentType), (server.Last.Method, server.Last.ContentType));
        Assert.Equal("/apis/apps/v1/namespaces/n/deployments/a?fieldManager=homelab&force=true", server.Last.Target);
        Assert.Equal("""{"spec":{"replicas":2}}""", server.Last.Body);
    }

    [Fact]
    public async Task Sends_a_patch_that_is_text_as_it_is()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var client = server.Client();

        await client.CustomObjects.PatchClusterCustomObjectStatusAsync(
            new V1Patch("""[ {"op":"remove","path":"/status/a"} ]""", V1Patch.PatchType.JsonPatch), "", "v1", "nodes", "pve1");

        Assert.Equal("/api/v1/nodes/pve1/status", server.Last.Target);
        Assert.Equal("""[ {"op":"remove","path":"/status/a"} ]""", server.Last.Body);
    }

    [Fact]
    public async Task Deletes_only_what_the_preconditions_say()
    {
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json("""{"kind":"Status","status":"Success","code":200}"""));
        using var client = server.Client();
        var options = new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = "u-1" }, PropagationPolicy = "Foreground" };

        var status = await client.CustomObjects.DeleteNamespacedCustomObjectAsync<V1Status>("", "v1", "n", "pods", "a", options, gracePeriodSeconds: 0);

        Assert.Equal(("DELETE", "/api/v1/namespaces/n/pods/a?gracePeriodSeconds=0"), (server.Last.Method, server.Last.Target));
        Assert.Equal("""{"preconditions":{"uid":"u-1"},"propagationPolicy":"Foreground"}""", server.Last.Body);
        Assert.Equal(("Success", false), (status.Status, status.HasObject));
    }

    [Fact]
    public async Task Shows_the_object_of_a_deletion_that_something_holds_up()
    {
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json(
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","finalizers":["x/y"]},"status":{"phase":"Running"}}"""));
        using var client = server.Client();

        var status = await client.CustomObjects.DeleteNamespacedCustomObjectAsync<V1Status>("", "v1", "n", "pods", "a");

        Assert.True(status.HasObject);
        Assert.Equal(["x/y"], status.ObjectView<Thing>().Metadata.Finalizers);
    }

    [Fact]
    public async Task Gives_an_answer_of_unknown_shape_as_an_element()
    {
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json("""{"kind":"Pod"}"""));
        using var client = server.Client();

        var pod = await client.CustomObjects.GetNamespacedCustomObjectAsync("", "v1", "n", "pods", "a");

        Assert.Equal("Pod", Assert.IsType<JsonElement>(pod).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Passes_calls_through_handlers_in_their_order()
    {
        await using var server = await FakeApiServer.StartAsync();
        var seen = new List<string>();
        using var client = server.Client(config => config.AccessToken = "t-1", new Seeing("outer", seen), new Seeing("inner", seen));

        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Equal(["outer", "inner"], seen);
        Assert.Equal("Bearer t-1", server.Last.Authorization);
    }

    [Fact]
    public async Task Asks_what_there_is()
    {
        await using var server = await FakeApiServer.StartAsync(context => FakeApiServer.Json(context.Request.Path.Value switch
        {
            "/api/" => """{"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[]}""",
            "/apis/" => """{"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]}""",
            _ => """{"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get","list"]}]}""",
        })(context));
        using var client = server.Client();

        var versions = await client.Core.GetAPIVersionsAsync();
        var groups = await client.Apis.GetAPIVersionsAsync();
        var resources = await client.CustomObjects.GetAPIResourcesAsync("", "v1");
        await client.CustomObjects.GetAPIResourcesAsync("apps", "v1");

        Assert.Equal(["v1"], versions.Versions);
        Assert.Equal("apps/v1", groups.Groups.Single().PreferredVersion.GroupVersion);
        Assert.Equal(("pods", true, "Pod"), resources.Resources.Select(resource => (resource.Name, resource.Namespaced, resource.Kind)).Single());
        Assert.Equal(["/api/", "/apis/", "/api/v1", "/apis/apps/v1"], server.All.Select(asked => asked.Target));
    }

    sealed class Seeing(string name, List<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(name);
            return base.SendAsync(request, cancellationToken);
        }
    }

    sealed class Thing : IKubernetesObject<V1ObjectMeta>
    {
        public required string ApiVersion { get; set; }

        public required string Kind { get; set; }

        public required V1ObjectMeta Metadata { get; set; }
    }

    sealed record Item(V1ObjectMeta Metadata);

    sealed record Page(V1ListMeta Metadata, IReadOnlyList<Item> Items);
}
