namespace HomeLab.Simulators.Proxmox.Listening;

/// <summary>Puts what comes in by a node's own port below its cluster's path.</summary>
sealed class NodePortMiddleware(RequestDelegate next, ClusterListeners listeners)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (listeners.OwnerOf(context.Connection.LocalPort) is { } owner)
        {
            context.Features.Set(new EntryNode(owner.Node));
            context.Request.Path = new PathString($"{ProxmoxSystem.Root}/{owner.Cluster}").Add(context.Request.Path);
        }

        return next(context);
    }
}
