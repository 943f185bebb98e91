using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Rpc;

/// <summary>Docker engines and where the keys to them are, in the words of the contract.</summary>
static class EngineMessages
{
    public static EngineTarget Of(DockerSource source) => new()
    {
        Name = source.Name,
        Endpoint = source.Endpoint,
        Ca = source.Tls is { } tls ? SnapshotMessages.Of(tls.Ca) : null,
        Cert = source.Tls?.Cert is { } cert ? SnapshotMessages.Of(cert) : null,
        Key = source.Tls?.Key is { } key ? SnapshotMessages.Of(key) : null,
    };
}
