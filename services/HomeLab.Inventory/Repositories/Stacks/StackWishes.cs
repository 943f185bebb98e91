using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>What the lab in force says of stacks, read once for as long as it says the same.</summary>
/// <param name="documents">Of kind <c>Stack</c>.</param>
sealed class StackWishes(LabRow row, IReadOnlyList<DocumentRow> documents)
{
    readonly ILookup<string, WantedDocument> documents = documents.Where(it => it.Spec is not null)
        .Select(it => new WantedDocument(it, LabJson.Read<StackSpec>(it.Spec!))).ToLookup(it => it.Spec.Repository, StringComparer.Ordinal);

    /// <summary>As it is written.</summary>
    public string Text { get; } = row.Spec;

    public LabSpec Lab { get; } = LabJson.Read<LabSpec>(row.Spec);

    public Policy Policy { get; } = SnapshotMessages.Of(row).Policy;

    IReadOnlyList<DocumentRow> Rows { get; } = documents;

    public bool Are(LabRow row, IReadOnlyList<DocumentRow> documents) => row.Spec == Text && documents.SequenceEqual(Rows);

    public IReadOnlyList<WantedDocument> Of(RepositorySpec repository) => [.. documents[repository.Name]];
}

sealed record WantedDocument(DocumentRow Row, StackSpec Spec);
