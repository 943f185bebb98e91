namespace HomeLab.Simulators.Proxmox.State;

/// <summary>An installation of the same kind that is not the known one: names, ids and certificates are others.</summary>
static class OtherInstallation
{
    public static Cluster Of(Cluster cluster) => cluster with
    {
        Name = NameOf(cluster.Name),
        Nodes = [.. cluster.Nodes.Select(node => node with { Name = NameOf(node.Name), Certificate = cluster.Authority })],
        Guests = cluster.Guests.Clear(),
        Volumes = cluster.Volumes.Clear(),
        Running = [],
        Finished = [],
    };

    public static string NameOf(string name) => new([.. name.Reverse()]);
}
