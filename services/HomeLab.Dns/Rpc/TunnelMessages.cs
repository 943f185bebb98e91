using HomeLab.Dns.Tunnels;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Rpc;

/// <summary>Tunnels in the words of the contract.</summary>
static class TunnelMessages
{
    public static Contract.Tunnel Of(Tunnel tunnel) => new()
    {
        Id = tunnel.Id,
        Name = tunnel.Name,
        Status = tunnel.Status,
        IsLocal = tunnel.IsLocal,
        Version = tunnel.Version,
        Rules = { tunnel.Rules.Select(it => new Contract.IngressRule { Hostname = it.Hostname, Path = it.Path, Service = it.Service }) },
    };
}
