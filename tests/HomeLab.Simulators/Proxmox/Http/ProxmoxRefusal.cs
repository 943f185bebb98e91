namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>An answer other than success; thrown where it is found, written in one place.</summary>
sealed class ProxmoxRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>What is wrong with which parameter; only with status 400.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; private init; } = new Dictionary<string, string>();

    /// <summary>Whether not a byte of body says why.</summary>
    public bool IsSilent { get; private init; }

    public static ProxmoxRefusal Unauthenticated(string message) => new(StatusCodes.Status401Unauthorized, message) { IsSilent = true };

    public static ProxmoxRefusal Forbidden(string path, params string[] privileges) =>
        new(StatusCodes.Status403Forbidden, $"Permission check failed ({path}, {string.Join('|', privileges)})");

    public static ProxmoxRefusal Invalid(IReadOnlyDictionary<string, string> errors) =>
        new(StatusCodes.Status400BadRequest, "Parameter verification failed.") { Errors = errors };

    public static ProxmoxRefusal Invalid(string parameter, string error) => Invalid(new Dictionary<string, string> { [parameter] = error });

    /// <summary>What a handler dies with: not found, locked, in conflict.</summary>
    public static ProxmoxRefusal Died(string message) => new(StatusCodes.Status500InternalServerError, message);

    public static ProxmoxRefusal Unreachable() => new(595, "No route to host");
}
