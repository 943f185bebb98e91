namespace HomeLab.Dns.Tunnels;

/// <param name="Hostname">Empty: any.</param>
/// <param name="Path">A regular expression; empty: any.</param>
/// <param name="Service">Without credentials: <c>http://photos:2283</c>.</param>
sealed record IngressRule(string Hostname, string Path, string Service);
