using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Evaluation;

/// <summary>Something that is concluded from the whole lab and kept.</summary>
interface IEvaluation
{
    /// <summary>Called for one view after the other, by one replica. What it throws is logged; the next view comes all the same.</summary>
    /// <param name="lease">What is written is written in an <see cref="Resources.InventoryTransaction"/> of it.</param>
    Task EvaluateAsync(LabView view, SourceLease lease, CancellationToken cancellationToken);
}
