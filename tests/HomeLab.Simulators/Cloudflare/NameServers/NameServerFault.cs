namespace HomeLab.Simulators.Cloudflare.NameServers;

/// <summary>How the simulated name servers go wrong.</summary>
public enum NameServerFault
{
    None,

    /// <summary>No answer.</summary>
    Silent,

    /// <summary>REFUSED, as of a server that does not serve the zone.</summary>
    Refused,

    /// <summary>As if something in between answered: right, and not in its own name.</summary>
    Intercepted,

    /// <summary>Each address is 198.51.100.66.</summary>
    Hijacked,
}
