using MassTransit;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

[MessageUrn("homelab:test:door-moved:v1", useDefaultPrefix: false)]
[EntityName("homelab.test.door-moved.v1")]
public sealed record DoorMoved
{
    public required string Door { get; init; }
}
