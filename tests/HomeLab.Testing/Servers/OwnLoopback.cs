using System.Net;

namespace HomeLab.Testing.Servers;

/// <summary>
/// For a server that leaves its port and comes back to it. Whoever calls somebody on this machine does so from a port of 127.0.0.1, which such a server
/// would find taken then.
/// </summary>
public static class OwnLoopback
{
    public static IPAddress Address { get; } = IPAddress.Parse("127.0.0.2");
}
