using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands;

/// <summary>A zone's provider in the form of the other sources.</summary>
static class ZoneSource
{
    /// <summary>Null of a service that does not tell yet.</summary>
    public static Source? Of(Zone zone) => zone.Provider is not { } provider ? null : new Source
    {
        Name = provider.Name, Complete = provider.Complete, ReasonCode = provider.ReasonCode, Reason = provider.Reason, Age = provider.Age,
        Identity = provider.Identity,
    };
}
