using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Objects;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes;

/// <summary>What tests and people may do to a cluster behind its API's back, under <c>/_sim/kubernetes/{cluster}</c>.</summary>
static class KubernetesControl
{
    public static void MapKubernetesControl(this WebApplication app)
    {
        var cluster = app.MapGroup("/_sim/kubernetes/{name}");
        cluster.MapGet("/kubeconfig", (string name, HttpRequest request, KubeClusters clusters) => clusters.Find(name) is { } store
            ? Results.Text(KubeConfig(store, $"{request.Scheme}://{request.Host}{KubernetesSystem.Root}/{name}"), "application/yaml")
            : Results.NotFound());
        cluster.MapPost("/objects", PutAsync);
        cluster.MapPost("/forget", (string name, KubeClusters clusters) => Do(clusters, name, store => store.Forget()));
        cluster.MapPost("/cut", (string name, KubeClusters clusters) => Do(clusters, name, store => store.CutWatches()));
    }

    static IResult Do(KubeClusters clusters, string name, Action<KubeStore> act)
    {
        if (clusters.Find(name) is not { } store)
            return Results.NotFound();
        act(store);
        return Results.NoContent();
    }

    /// <summary>Takes a <c>List</c>, an array or one object as they are, status included, in whatever namespaces they name.</summary>
    static async Task<IResult> PutAsync(string name, HttpRequest request, KubeClusters clusters, TimeProvider clock)
    {
        if (clusters.Find(name) is not { } store)
            return Results.NotFound();
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var things = body switch { JsonArray many => many, JsonObject list when list["items"] is JsonArray items => items, _ => [body?.DeepClone()] };
            foreach (var thing in things)
                Planting.Put(store, thing!.AsObject(), clock.GetUtcNow());
            return Results.NoContent();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    static string KubeConfig(KubeStore store, string server)
    {
        var name = store.Seed.Name;
        return $$$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: {{{name}}}, cluster: {server: "{{{server}}}"}}]
            users: [{name: {{{name}}}, user: {token: "{{{(store.Seed.Tokens.Count > 0 ? store.Seed.Tokens[0].Secret : "any")}}}"}}]
            contexts: [{name: {{{name}}}, context: {cluster: {{{name}}}, user: {{{name}}}, namespace: default}}]
            current-context: {{{name}}}

            """;
    }
}
