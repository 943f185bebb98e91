namespace HomeLab.Inventory.Graph;

/// <summary>A rule of a tunnel sends what comes to a host and port, which only a connector of the tunnel can say what it is.</summary>
/// <param name="Route">The node of the rule.</param>
sealed record TunnelUpstream(string Tunnel, string Route, string Host, int Port, Bond Bond, string Evidence);
