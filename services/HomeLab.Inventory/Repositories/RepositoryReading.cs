using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories;

/// <summary>What a repository declares at one revision.</summary>
/// <param name="Revision">The commit; empty: files that no commit names.</param>
/// <param name="Objects">In the order of their addresses, each address once.</param>
/// <param name="Unresolved">What a tool would know when it deploys and nobody can know from the files alone. Nothing in it was guessed.</param>
/// <param name="Problems">What the writer of the repository would have to put right.</param>
sealed record RepositoryReading(
    string Revision,
    IReadOnlyList<DeclaredObject> Objects,
    IReadOnlyList<Dependency> Dependencies,
    IReadOnlyList<DeclaredHost> Hosts,
    IReadOnlyList<Unresolved> Unresolved,
    IReadOnlyList<Problem> Problems);
