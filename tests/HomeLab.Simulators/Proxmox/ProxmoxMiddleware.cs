using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Access;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.Listening;
using HomeLab.Simulators.Proxmox.State;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Proxmox;

/// <summary>Answers for the simulated installations, in the real server's order: credentials, privileges, the node, parameters, the call itself.</summary>
sealed class ProxmoxMiddleware(
    RequestDelegate next, Clusters clusters, ProxmoxApi api, IOptions<ProxmoxOptions> options, TimeProvider clock, ILogger<ProxmoxMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SimulatedRequest>() is not { System: ProxmoxSystem } request)
        {
            await next(context);
            return;
        }

        if (ApiPath.Of(request.Path) is not { } path || clusters.Find(path.Cluster) is not { } store)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            await AnswerAsync(context, request, store, path.Segments);
        }
        catch (ProxmoxRefusal refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
                await Task.Delay(TimeSpan.FromSeconds(options.Value.AuthenticationDelaySeconds), context.RequestAborted);
            await ProxmoxAnswer.WriteAsync(context, refusal);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, request.Path);
            await ProxmoxAnswer.WriteAsync(context, ProxmoxRefusal.Died($"internal error: {exception.Message}"));
        }
    }

    async Task AnswerAsync(HttpContext context, SimulatedRequest request, ClusterStore store, string[] segments)
    {
        var entry = context.Features.Get<EntryNode>()?.Name ?? store.Current.Nodes.Find(node => node.IsOnline)?.Name;
        if (entry is null || store.Current.FindNode(entry) is not { IsOnline: true })
        {
            request.Cutting?.Invoke();
            context.Abort();
            return;
        }

        RequestParameters.CheckTransport(context.Request);
        if (api.Find(context.Request.Method, segments) is not { } found)
            throw new ProxmoxRefusal(StatusCodes.Status501NotImplemented, $"Method '{context.Request.Method} /{string.Join('/', segments)}' not implemented");
        var caller = found.Method.IsOpen ? Caller.Nobody : Credentials.Authenticate(store, context.Request, clock.GetUtcNow());
        if (found.Method.RefusesTokens && caller.TokenId is not null)
            throw new ProxmoxRefusal(StatusCodes.Status403Forbidden, $"Permission check failed (URI '/{string.Join('/', segments)}' not available with API token, need proper ticket.)");
        var call = new ProxmoxCall(store, request, caller, options.Value, clock.GetUtcNow())
        {
            PathParameters = found.Parameters,
            Parameters = await RequestParameters.ReadAsync(context.Request, found.Parameters),
            EntryNode = request.HasWrongIdentity ? OtherInstallation.NameOf(entry) : entry,
            Kind = segments.ElementAtOrDefault(2) == "lxc" ? GuestKind.Lxc : GuestKind.Qemu,
        };
        await ProxmoxAnswer.WriteAsync(context, Shown(request, Run(found.Method, call)), call.Total);
    }

    JsonNode? Run(ApiMethod endpoint, ProxmoxCall call)
    {
        endpoint.Authorise?.Invoke(call);
        if (call.PathParameters.TryGetValue("node", out var name) && call.View.FindNode(name) is not { IsOnline: true })
            throw call.View.FindNode(name) is null ? ProxmoxRefusal.Died($"no such cluster node '{name}'") : ProxmoxRefusal.Unreachable();
        endpoint.Check(call);
        var data = endpoint.Handle(call);
        return options.Value.AreNumbersStrings ? NumbersAsStrings.Of(data) : data;
    }

    static JsonNode? Shown(SimulatedRequest request, JsonNode? data) => data is JsonArray list && request.Shows is { } shows
        ? new JsonArray([.. list.Where((_, index) => shows(index)).Select(entry => entry?.DeepClone())])
        : data;
}
