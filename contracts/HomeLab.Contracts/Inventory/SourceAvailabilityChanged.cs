using MassTransit;

namespace HomeLab.Contracts.Inventory;

/// <summary>Hint: a source began or ceased to answer, or answers for another reason.</summary>
[MessageUrn("homelab:inventory:source-availability-changed:v1", useDefaultPrefix: false)]
[EntityName("homelab.inventory.source-availability-changed.v1")]
public sealed record SourceAvailabilityChanged
{
    /// <summary>The source, such as <c>docker/komodo-host</c>.</summary>
    public required string Source { get; init; }

    public required bool IsAvailable { get; init; }

    /// <summary>Machine-readable reason, such as <c>ConnectionRefused</c>; empty while available.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>Identity of the database that counts the revisions; a new one restarts them.</summary>
    public required string Epoch { get; init; }

    public required long Revision { get; init; }
}
