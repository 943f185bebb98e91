using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Objects;
using HomeLab.Simulators.Kubernetes.Resources;
using HomeLab.Simulators.Kubernetes.State;
using HomeLab.Simulators.Kubernetes.Watching;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Kubernetes;

/// <summary>Answers for the simulated API servers.</summary>
sealed class KubernetesMiddleware(
    RequestDelegate next, KubeClusters clusters, IOptions<KubernetesOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<KubernetesMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SimulatedRequest>() is not { System: KubernetesSystem } request)
        {
            await next(context);
            return;
        }

        var segments = request.Path.Trim('/').Split('/');
        try
        {
            var store = clusters.Find(segments[0]) ?? throw KubeRefusal.NoSuchPath();
            await AnswerAsync(context, request, store, segments[1..]);
        }
        catch (KubeRefusal refusal) when (!context.Response.HasStarted)
        {
            await KubeAnswer.WriteAsync(context, refusal);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, request.Path);
            await KubeAnswer.WriteAsync(context, new KubeRefusal(500, "InternalError", $"Internal error occurred: {exception.Message}"));
        }
    }

    async Task AnswerAsync(HttpContext context, SimulatedRequest request, KubeStore store, string[] segments)
    {
        var token = KubernetesSystem.Authenticate(store, context.Request);
        if (segments is ["healthz" or "readyz" or "livez", ..])
        {
            await context.Response.WriteAsync("ok");
            return;
        }

        if (HttpMethods.IsGet(context.Request.Method) && KubernetesIndex.Find(store, segments) is { } index)
        {
            await KubeAnswer.WriteAsync(context, index);
            return;
        }

        if (KubePath.Of(segments) is not { } path || store.Catalog.Find(path.Group, path.Version, path.Plural) is not { } kind
            || path.Subresource is not ("" or "status") || (path.Subresource == "status" && !kind.HasStatus))
            throw KubeRefusal.NoSuchPath();
        if (kind.IsNamespaced && path is { Namespace: "", Name: not "" })
            throw KubeRefusal.NoSuchPath();
        var isRead = HttpMethods.IsGet(context.Request.Method);
        if (token is not null && (token.Forbidden.Contains(kind.Plural) || (token.IsReadOnly && !isRead)))
            throw KubeRefusal.Forbidden(token.Name, isRead ? "list" : "update", kind);
        if (context.Request.ContentType?.Contains("protobuf", StringComparison.Ordinal) == true)
            throw new KubeRefusal(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json");
        await RunAsync(new KubeCall(context, store, request, path, kind, clock.GetUtcNow()));
    }

    async Task RunAsync(KubeCall call)
    {
        var context = call.Context;
        switch (context.Request.Method, call.Name)
        {
            case ("GET", "") when call.Query("watch") is "true" or "1":
                await new WatchStream(call, options.Value, lifetime.ApplicationStopping).RunAsync();
                break;
            case ("GET", ""):
                await KubeAnswer.WriteAsync(context, ObjectLists.List(call));
                break;
            case ("GET", _):
                await KubeAnswer.WriteAsync(context, ObjectWrites.Existing(call, call.View).Text(call.Kind));
                break;
            case ("POST", ""):
                await KubeAnswer.WriteAsync(context, ObjectWrites.Create(call, await call.BodyAsync()), StatusCodes.Status201Created);
                break;
            case ("PUT", not ""):
                await KubeAnswer.WriteAsync(context, ObjectWrites.Replace(call, await call.BodyAsync()));
                break;
            case ("PATCH", not ""):
                var (patched, isNew) = await ObjectPatches.PatchAsync(call);
                await KubeAnswer.WriteAsync(context, patched, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
                break;
            case ("DELETE", ""):
                await KubeAnswer.WriteAsync(context, await ObjectDeletes.DeleteAllAsync(call));
                break;
            case ("DELETE", _):
                await KubeAnswer.WriteAsync(context, await ObjectDeletes.DeleteAsync(call));
                break;
            default:
                throw new KubeRefusal(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
        }
    }
}
