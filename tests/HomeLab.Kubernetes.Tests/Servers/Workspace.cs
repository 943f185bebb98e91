using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>A namespace of one test on one of the servers, and the calls that tests make there.</summary>
sealed class Workspace
{
    readonly ApiServer _server;

    Workspace(ApiServer server) => _server = server;

    public IKubernetes Client => _server.Client;

    public ICustomObjectsOperations Api => Client.CustomObjects;

    public string Namespace { get; } = $"test-{Guid.NewGuid():N}";

    public static async Task<Workspace> OpenAsync(string server)
    {
        var workspace = new Workspace(await ApiServer.NamedAsync(server));
        await workspace.Api.CreateClusterCustomObjectAsync(Objects.Namespace(workspace.Namespace), "", "v1", "namespaces");
        return workspace;
    }

    public Task ForgetHistoryAsync() => _server.ForgetHistoryAsync();

    public Task<JsonObject> CreateAsync(JsonObject thing) =>
        Api.CreateNamespacedCustomObjectAsync<JsonObject>(thing, thing.Group(), "v1", Namespace, thing.Plural());

    public Task<JsonObject> GetAsync(JsonObject thing) =>
        Api.GetNamespacedCustomObjectAsync<JsonObject>(thing.Group(), "v1", Namespace, thing.Plural(), thing.Name());

    public Task<JsonObject> ReplaceAsync(JsonObject thing) =>
        Api.ReplaceNamespacedCustomObjectAsync<JsonObject>(thing, thing.Group(), "v1", Namespace, thing.Plural(), thing.Name());

    public Task<JsonObject> PatchAsync(JsonObject thing, object patch, V1Patch.PatchType type) =>
        Api.PatchNamespacedCustomObjectAsync<JsonObject>(
            new V1Patch(patch, type), thing.Group(), "v1", Namespace, thing.Plural(), thing.Name());

    public Task<JsonObject> ApplyAsync(JsonObject thing, string manager, bool? force = null) =>
        Api.PatchNamespacedCustomObjectAsync<JsonObject>(
            new V1Patch(thing, V1Patch.PatchType.ApplyPatch), thing.Group(), "v1", Namespace, thing.Plural(), thing.Name(),
            fieldManager: manager, force: force);

    public Task<V1Status> DeleteAsync(JsonObject thing, V1Preconditions? preconditions = null) =>
        Api.DeleteNamespacedCustomObjectAsync<V1Status>(
            thing.Group(), "v1", Namespace, thing.Plural(), thing.Name(), new V1DeleteOptions { Preconditions = preconditions });

    public Task<ObjectList> ListAsync(
        string? labels = null, string? fields = null, int? limit = null, string? more = null, string? version = null) =>
        Api.ListNamespacedCustomObjectAsync<ObjectList>(
            "", "v1", Namespace, "configmaps", continueParameter: more, fieldSelector: fields, labelSelector: labels, limit: limit,
            resourceVersion: version);

    /// <summary>Fails unless the server refuses the call with this code; gives what it said.</summary>
    public static async Task<V1Status> RefusedAsync(HttpStatusCode code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<HttpOperationException>(call);
        Assert.Equal(code, refused.Response.StatusCode);
        var status = KubernetesJson.Deserialize<V1Status>(refused.Response.Content);
        Assert.Equal(((int)code, "Failure"), (status.Code, status.Status));
        return status;
    }
}
