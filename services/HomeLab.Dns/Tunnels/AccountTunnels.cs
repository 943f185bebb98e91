namespace HomeLab.Dns.Tunnels;

/// <summary>All tunnels of an account.</summary>
sealed record AccountTunnels(string AccountId, IReadOnlyList<Tunnel> Tunnels);
