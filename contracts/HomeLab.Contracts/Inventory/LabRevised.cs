using MassTransit;

namespace HomeLab.Contracts.Inventory;

/// <summary>Hint: the lab directory was read and something in it changed.</summary>
[MessageUrn("homelab:inventory:lab-revised:v1", useDefaultPrefix: false)]
[EntityName("homelab.inventory.lab-revised.v1")]
public sealed record LabRevised
{
    public required string Lab { get; init; }

    /// <summary>Identity of the database that counts the revisions; a new one restarts them.</summary>
    public required string Epoch { get; init; }

    public required long Revision { get; init; }
}
