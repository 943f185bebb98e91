namespace HomeLab.Proxmox;

/// <summary>
/// Gives the API token for one call, as <c>user@realm!id=secret</c>. It is asked each time, so that a rotated token is used at
/// once; white space around it is ignored.
/// </summary>
public delegate ValueTask<string> ProxmoxToken(CancellationToken cancellationToken);
