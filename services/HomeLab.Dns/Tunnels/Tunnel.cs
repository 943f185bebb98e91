namespace HomeLab.Dns.Tunnels;

/// <summary>A tunnel and where it leads.</summary>
/// <param name="IsLocal">Its rules stand beside its connector, and are not known here.</param>
/// <param name="Version">Of its rules, rises with each change of them; 0: nobody has made any here.</param>
/// <param name="Rules">The first that matches decides.</param>
sealed record Tunnel(string Id, string Name, string Status, bool IsLocal, int Version, IReadOnlyList<IngressRule> Rules);
