using System.ComponentModel.DataAnnotations;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Section <c>Rpc</c>: the gRPC listener, whom it lets in, and as whom this service calls others.</summary>
sealed class RpcOptions
{
    /// <summary>Port of the HTTP/2 listener; default 0, the system chooses.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }

    /// <summary>Address that it binds; default loopback. Beyond loopback it needs a <see cref="Certificate"/>.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    public CertificateOptions Certificate { get; init; } = new();

    /// <summary>PEM file of the authority that signed the other services' certificates; unset: the system's.</summary>
    public string? Authority { get; init; }

    /// <summary>What this service presents: <c>caller.secret</c>.</summary>
    public string? Token { get; init; }

    /// <summary>Who may call, by name.</summary>
    public Dictionary<string, CallerOptions> Callers { get; init; } = [];

    /// <summary>What a call without a deadline gets, and the most that one may ask for; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaximumDeadline { get; init; } = TimeSpan.FromMinutes(5);
}
