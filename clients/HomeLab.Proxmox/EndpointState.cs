namespace HomeLab.Proxmox;

/// <summary>What is known of a host from the calls so far.</summary>
/// <param name="IsPreferred">The next call goes here first.</param>
/// <param name="Failure">Why it could not be used the last time; null when it answered or was not asked.</param>
public sealed record EndpointState(ProxmoxEndpoint Endpoint, bool IsPreferred, ProxmoxException? Failure);
