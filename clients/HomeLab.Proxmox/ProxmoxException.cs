namespace HomeLab.Proxmox;

/// <summary>The one exception of this client. Its message names the call and what Proxmox said, and never a secret.</summary>
public sealed class ProxmoxException : Exception
{
    public ProxmoxException(ProxmoxFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public ProxmoxFailure Failure { get; }

    /// <summary>The HTTP status, which may be 595 to 599; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>By parameter, what was wrong with it.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>Of <see cref="ProxmoxFailure.Locked"/>: <c>backup</c>, <c>clone</c>, <c>migrate</c>, <c>snapshot</c>, ….</summary>
    public string? Lock { get; init; }

    /// <summary>Of <see cref="ProxmoxFailure.TaskFailed"/>: what the same words of a call would have been.</summary>
    public ProxmoxFailure? TaskCause { get; init; }

    /// <summary>How long to be silent. Proxmox itself never says so; a proxy in front of it may.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A write whose answer was lost: it may have taken effect, so read state and tasks before sending it again.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>The same call may succeed later without anyone changing anything. Nothing is repeated by the client.</summary>
    public bool IsTransient => IsPassing(Failure) || (TaskCause is { } cause && IsPassing(cause));

    /// <summary>False when the request certainly reached nobody, so that another host may be asked instead.</summary>
    internal bool WasSent { get; init; } = true;

    static bool IsPassing(ProxmoxFailure failure) => failure
        is ProxmoxFailure.Locked or ProxmoxFailure.Busy or ProxmoxFailure.AgentSilent
        or ProxmoxFailure.NodeUnreachable or ProxmoxFailure.Unavailable or ProxmoxFailure.Unreadable;
}
