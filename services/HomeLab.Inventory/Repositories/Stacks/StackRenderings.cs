using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Rpc;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>Renders a repository's stacks, and keeps what came out for as long as all that decided it stays the same.</summary>
/// <remarks>
/// Kept in memory alone and one a repository: with the values of its environment files in it, as what asks for it holds them, too. Files are read again
/// after a minute whatever their stamp says, since a file may be replaced by one of the same length and time. Not for several threads.
/// </remarks>
sealed class StackRenderings(StackTrees trees, TimeProvider time)
{
    static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    Dictionary<string, StackRendering> kept = new(StringComparer.Ordinal);

    /// <summary>Forgets the others.</summary>
    public void Keep(IEnumerable<string> repositories) => kept = repositories.Where(kept.ContainsKey).ToDictionary(it => it, it => kept[it], StringComparer.Ordinal);

    /// <param name="commit">Of a remote, that was read last; empty: none.</param>
    /// <returns>The very same where nothing changed.</returns>
    /// <exception cref="Lab.Files.LabUnreadableException">Nothing may be concluded from what is not there.</exception>
    /// <exception cref="Sources.SourceUnavailableException">It cannot be asked.</exception>
    public async Task<StackRendering> OfAsync(StackWishes wishes, RepositorySpec repository, string commit, CancellationToken cancellationToken)
    {
        var documents = wishes.Of(repository);
        var now = time.GetUtcNow();
        // Before the files are read: what changes meanwhile has another one.
        var stamp = trees.StampOf(repository, commit);
        var last = kept.GetValueOrDefault(repository.Name) is { } known && known.LabText == wishes.Text && known.Documents.SequenceEqual(documents.Select(it => it.Row)) ? known : null;
        if (last is not null && stamp is not null && last.Stamp == stamp && now - last.ReadAt < ReadAgainAfter)
            return last;
        var files = await trees.ReadAsync(repository, commit, cancellationToken);
        // A remote whose copy was gone is read as it is by now, which may be later than what was read last.
        stamp = repository.Path is not null || files.Revision == commit ? stamp : null;
        var contents = $"{WorkTreeOrigin.VersionOf(files with { Revision = "" })} {string.Join(' ', files.Remotes)}";
        return kept[repository.Name] = last?.Contents == contents
            ? last with { Commit = files.Revision, Stamp = stamp, ReadAt = now, Stacks = OfCommit(files.Revision, last) }
            : new StackRendering(
                wishes.Text, [.. documents.Select(it => it.Row)], contents, files.Revision, stamp, now, Render(wishes, repository, files, documents.ToDictionary(it => it.Row.Name)));
    }

    static IReadOnlyList<DesiredStack> Render(StackWishes wishes, RepositorySpec repository, Checkout files, Dictionary<string, WantedDocument> documents) =>
    [
        .. StackDeclarations.Of(repository, files, RepositorySources.Limits, documents.ToDictionary(it => it.Key, it => it.Value.Spec))
            .Select(it => StackMessages.Of(it, wishes.Lab, repository, files.Revision, it.Document is null ? null : documents[it.Name].Row)),
    ];

    /// <summary>A commit that touched no file of the repository changes no stack but by its name.</summary>
    static IReadOnlyList<DesiredStack> OfCommit(string commit, StackRendering last)
    {
        if (commit == last.Commit)
            return last.Stacks;
        var stacks = last.Stacks.Select(it => it.Clone()).ToList();
        stacks.ForEach(it => it.Commit = commit);
        return stacks;
    }
}
