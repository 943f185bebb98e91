namespace HomeLab.Proxmox;

/// <summary>What kind of failure it was; decides what a caller does next.</summary>
public enum ProxmoxFailure
{
    /// <summary>Proxmox read the request and said no; sending it again changes nothing.</summary>
    Rejected,

    /// <summary>A parameter is wrong (400); <see cref="ProxmoxException.Errors"/> says which.</summary>
    Invalid,

    /// <summary>
    /// The thing is not there. Proxmox says so with a 500, and of a guest also when it lives on another node: absence is only
    /// proved by the whole cluster's list.
    /// </summary>
    NotFound,

    /// <summary>The state is not what the call presumed: exists already, changed meanwhile, runs, runs not. Read and plan again.</summary>
    Conflict,

    /// <summary>
    /// The guest is locked by another operation; <see cref="ProxmoxException.Lock"/> says which. A killed job leaves its lock behind.
    /// </summary>
    Locked,

    /// <summary>A lock file that stayed busy, no worker, no quorum: nothing was done, and it passes.</summary>
    Busy,

    /// <summary>The guest agent is not configured or does not answer.</summary>
    AgentSilent,

    /// <summary>The token is missing, malformed, unknown, expired or of a disabled user (401).</summary>
    TokenRefused,

    /// <summary>The token lacks a privilege (403); of a guest that does not exist a restricted token learns only this.</summary>
    Forbidden,

    /// <summary>This version of Proxmox has no such call (501).</summary>
    NotSupported,

    /// <summary>The certificate is not the pinned one, or without a pin not trusted. The token was not sent.</summary>
    CertificateRefused,

    /// <summary>The host belongs to another cluster than expected.</summary>
    WrongCluster,

    /// <summary>The host answered, but could not reach the node or daemon that the call was for (595 to 599).</summary>
    NodeUnreachable,

    /// <summary>No connection, no answer in time, or an answer of something in front of Proxmox.</summary>
    Unavailable,

    /// <summary>A 200 whose body is no answer of the API, or larger than allowed.</summary>
    Unreadable,

    /// <summary>The call was accepted and its task failed; <see cref="ProxmoxException.TaskCause"/> says why.</summary>
    TaskFailed,
}
