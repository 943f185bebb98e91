namespace HomeLab.Dns.Tunnels;

/// <summary>A tunnel and where it leads.</summary>
/// <param name="IsLocal">Its rules stand beside its connector, and are not known here.</param>
/// <param name="Rules">The first that matches decides.</param>
sealed record Tunnel(string Id, string Name, string Status, bool IsLocal, IReadOnlyList<IngressRule> Rules);
