namespace HomeLab.Inventory.Graph;

/// <summary>What runs, and whether it does.</summary>
static class Runs
{
    static readonly HashSet<string> Stopped = new(StringComparer.Ordinal)
    {
        "exited", "dead", "created", "paused", "removing", "stopped", "Failed", "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "NotReady",
        "NotProgrammed", "NotAccepted", "Lost", "Terminating",
    };

    /// <summary>What can be started and stopped, as opposed to what is only written down.</summary>
    public static bool IsRunning(GraphNode node) => node.Kind is "docker.container" or "docker.host" or "kubernetes.cluster" or "kubernetes.Node"
        or "kubernetes.Deployment.apps" or "kubernetes.StatefulSet.apps" or "kubernetes.DaemonSet.apps"
        || node.Kind.StartsWith("proxmox.", StringComparison.Ordinal);

    /// <returns>What is wrong with it; empty: nothing that is known.</returns>
    public static string BrokenOf(GraphNode node)
    {
        if (Stopped.Contains(node.State))
            return $"it is {node.State}";
        if (node is { Kind: "cloudflare.tunnel", State: "down" or "inactive" })
            return $"it is {node.State}: no cloudflared is connected";
        return node.State.Split('/') is ["0", var wanted] && wanted != "0" ? $"none of {wanted} is ready" : "";
    }
}
