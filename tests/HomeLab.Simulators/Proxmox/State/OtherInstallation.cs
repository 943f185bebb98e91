namespace HomeLab.Simulators.Proxmox.State;

/// <summary>An installation of the same kind that is not the known one: names, ids and certificates are others.</summary>
static class OtherInstallation
{
    public static Cluster Of(Cluster cluster) => cluster with
    {
        Name = Reversed(cluster.Name),
        Nodes = [.. cluster.Nodes.Select(node => node with { Name = Reversed(node.Name), Certificate = cluster.Authority })],
        Guests = cluster.Guests.Clear(),
        Volumes = cluster.Volumes.Clear(),
        Running = [],
        Finished = [],
    };

    static string Reversed(string name) => new([.. name.Reverse()]);
}
