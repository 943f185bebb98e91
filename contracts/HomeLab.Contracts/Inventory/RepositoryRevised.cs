using MassTransit;

namespace HomeLab.Contracts.Inventory;

/// <summary>Hint: another commit of a repository was read, or the first.</summary>
[MessageUrn("homelab:inventory:repository-revised:v1", useDefaultPrefix: false)]
[EntityName("homelab.inventory.repository-revised.v1")]
public sealed record RepositoryRevised
{
    /// <summary>As the lab names it: <c>home</c>.</summary>
    public required string Repository { get; init; }

    public required string Commit { get; init; }

    /// <summary>The commit that was read before; empty: none was.</summary>
    public required string PreviousCommit { get; init; }

    /// <summary>Files that differ between the two, relative to the repository; at most 100.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>How many files differ; null: nobody can tell, for there was none before or it is no longer there.</summary>
    public int? PathCount { get; init; }

    /// <summary>
    /// Addresses of declared objects that came, went, or are rendered otherwise than before, in order; at most 100. A commit that
    /// changes no such thing names none.
    /// </summary>
    public required IReadOnlyList<string> Objects { get; init; }

    public required int ObjectCount { get; init; }

    /// <summary>Identity of the database that counts the revisions; a new one restarts them.</summary>
    public required string Epoch { get; init; }

    public required long Revision { get; init; }
}
