using MassTransit;

namespace HomeLab.Contracts.Inventory;

/// <summary>Hint: a resource, one of its endpoints or its state changed, appeared or went.</summary>
[MessageUrn("homelab:inventory:resource-changed:v1", useDefaultPrefix: false)]
[EntityName("homelab.inventory.resource-changed.v1")]
public sealed record ResourceChanged
{
    /// <summary>The resource's address, such as <c>docker/komodo-host/immich/server</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The source that observed it, such as <c>docker/komodo-host</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Identity of the database that counts the revisions; a new one restarts them.</summary>
    public required string Epoch { get; init; }

    public required long Revision { get; init; }

    /// <summary>Whether its endpoints changed, or whether they answer; null: the sender is of a version that did not say.</summary>
    public bool? EndpointsChanged { get; init; }
}
