namespace HomeLab.Proxmox.Tests.Server;

/// <param name="Line">Method and what follows <c>/api2/json/</c>: <c>GET nodes/pve1/qemu</c>.</param>
sealed record PveRequest(string Line, string Version, IReadOnlyDictionary<string, string> Headers, string Body);
