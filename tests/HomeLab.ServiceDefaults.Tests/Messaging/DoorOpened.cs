using MassTransit;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

[MessageUrn("homelab:test:door-opened:v1", useDefaultPrefix: false)]
[EntityName("homelab.test.door-opened.v1")]
public sealed record DoorOpened
{
    public required string Door { get; init; }

    public required int Number { get; init; }
}
