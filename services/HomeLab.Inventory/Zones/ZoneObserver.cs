using Grpc.Core;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.ServiceDefaults.Rpc;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;
using GetZoneRequest = HomeLab.Contracts.Grpc.Dns.GetZoneRequest;

namespace HomeLab.Inventory.Zones;

/// <summary>Asks Dns what stands in a zone.</summary>
sealed class ZoneObserver(string zone, SourceLease lease, DnsClient? dns, ControlClient? control, Observations observations, TimeProvider time)
{
    readonly ZoneLedger ledger = new(zone, control, time);

    /// <returns>Whether something changed.</returns>
    /// <exception cref="SourceUnavailableException">Dns itself has not had all of the zone from its provider, or there is no Dns.</exception>
    /// <exception cref="RpcException">Dns does not answer.</exception>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (dns is null)
            throw new SourceUnavailableException("NoDns", "nobody says where the service Dns answers (services:dns:grpc:0)");
        var answer = await dns.GetZoneAsync(new GetZoneRequest { Name = zone }, cancellationToken: cancellationToken);
        if (answer.Provider is not { Complete: true })
            throw new SourceUnavailableException(answer.Provider?.ReasonCode ?? "NeverRead", answer.Provider?.Reason ?? "Dns has not read it yet");
        var pinned = await observations.PinAsync(lease, answer.Provider.Identity, cancellationToken);
        if (pinned != answer.Provider.Identity)
        {
            throw new SourceUnavailableException(
                "IdentityChanged", $"Dns writes to another zone of that name ({answer.Provider.Identity}) than the one first seen ({pinned})");
        }
        // After the records: what they show by now is in the ledger by then.
        await ledger.ReadAsync(cancellationToken);
        var look = new Look("zone read", "read", "", ZoneResources.Of(answer), null, "NotListed")
        {
            AsOf = time.GetUtcNow() - answer.Provider.Age.ToTimeSpan(),
            ActorOf = ledger.ActorOf,
        };
        return (await observations.RecordAsync(lease, look, cancellationToken)).Count > 0;
    }

    public static Refusal ReasonOf(Exception exception) => exception switch
    {
        SourceUnavailableException it => it.Why,
        RpcException { StatusCode: StatusCode.NotFound } => new("ZoneUnknown", "Dns does not know the zone yet", ""),
        RpcException it => new("DnsUnavailable", $"the service Dns does not answer: {RpcSilence.Why(it.StatusCode)}", ""),
        _ => new("Failed", exception.Message, ""),
    };
}
