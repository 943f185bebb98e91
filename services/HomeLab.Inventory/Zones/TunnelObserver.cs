using Grpc.Core;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;
using ListTunnelsRequest = HomeLab.Contracts.Grpc.Dns.ListTunnelsRequest;

namespace HomeLab.Inventory.Zones;

/// <summary>Asks Dns for the tunnels of the account that holds a zone: a part of the zone's source that fails alone.</summary>
/// <param name="part">The part of the zone's lease that tunnels are.</param>
sealed class TunnelObserver(string zone, SourceLease part, DnsClient? dns, Observations observations, TimeProvider time)
{
    /// <returns>Whether something changed.</returns>
    /// <exception cref="SourceUnavailableException">Dns itself has not had all of them from its provider, or there is no Dns.</exception>
    /// <exception cref="RpcException">Dns does not answer.</exception>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (dns is null)
            throw new SourceUnavailableException("NoDns", "nobody says where the service Dns answers (services:dns:grpc:0)");
        var known = TunnelResources.Known(await observations.KeptAsync(part, cancellationToken));
        var answer = await dns.ListTunnelsAsync(new ListTunnelsRequest { Zone = zone, Known = { known.Keys } }, cancellationToken: cancellationToken);
        if (answer.Provider is not { Complete: true })
            throw new SourceUnavailableException(answer.Provider?.ReasonCode ?? "NeverRead", answer.Provider?.Reason ?? "Dns has not read them yet");
        var pinned = await observations.PinAsync(part, answer.Provider.Identity, cancellationToken);
        if (pinned != answer.Provider.Identity)
        {
            throw new SourceUnavailableException(
                "IdentityChanged", $"Dns reads the tunnels of another account ({answer.Provider.Identity}) than the one first seen ({pinned})");
        }
        if (answer.Tunnels.FirstOrDefault(it => known.GetValueOrDefault(it.Id) > it.Version && it.Version > 0) is { } old)
        {
            throw new SourceUnavailableException(
                "Stale", $"what is told is old: the rules of tunnel {old.Name} stand at version {old.Version}, and stood at {known[old.Id]} before already");
        }
        var look = new Look("tunnels read", "read", "", [.. answer.Tunnels.Select(it => TunnelResources.Of(zone, it))], null, "NotListed")
        {
            AsOf = time.GetUtcNow() - answer.Provider.Age.ToTimeSpan(),
        };
        return (await observations.RecordAsync(part, look, cancellationToken)).Count > 0;
    }

    public static Refusal ReasonOf(Exception exception) => exception is RpcException { StatusCode: StatusCode.Unimplemented }
        ? new("DnsTooOld", "the service Dns that answers does not tell of tunnels yet", "")
        : ZoneObserver.ReasonOf(exception);
}
