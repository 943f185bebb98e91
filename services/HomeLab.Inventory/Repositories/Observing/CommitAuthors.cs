using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Repositories.Git;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Tells from Git who changed what a repository declares.</summary>
/// <remarks>
/// An object may be made of many files, so commits of several authors prove nothing of a single one. Git takes an author's word for the name.
/// </remarks>
static class CommitAuthors
{
    const int MostNamed = 5;

    /// <param name="isRemote">It holds commits alone; else the files of a working tree, which may be of none.</param>
    /// <param name="from">The commit that was read before; empty: none was.</param>
    /// <param name="to">The commit that is read now; empty: there is no Git.</param>
    public static async Task<Func<ObservedChange, Actor>> OfAsync(GitHistory? history, bool isRemote, string from, string to, CancellationToken cancellationToken)
    {
        var actor = await FindAsync(history, isRemote, from, to, cancellationToken);
        // What is kept without being declared was taken out in a way that proves nothing.
        return change => change.Fields.Any(it => it.Segments[0] == "absent") ? Actor.NotKnown("no commit is known to have taken it out") : actor;
    }

    static async Task<Actor> FindAsync(GitHistory? history, bool isRemote, string from, string to, CancellationToken cancellationToken)
    {
        if (history is null || to.Length == 0)
            return Actor.NotKnown("a directory without Git does not tell who writes it");
        if (from.Length == 0 || from == to)
            return Actor.NotKnown("no commit made it");
        if (!isRemote && !await history.IsCleanAsync(cancellationToken))
            return Actor.NotKnown("the working tree holds what no commit does");
        if (!await history.DescendsAsync(to, from, cancellationToken))
            return Actor.NotKnown($"the commit {Short(to)} does not descend from {Short(from)}, so somebody has written its history anew");
        var commits = await history.AuthorsAsync(from, to, cancellationToken) ?? [];
        var told = $"{(commits.Count == 1 ? "commit" : "commits")} {string.Join(", ", commits.Take(MostNamed).Select(it => Short(it.Commit)))}{(commits.Count > MostNamed ? ", …" : "")}";
        return commits.Select(it => it.Author).Distinct(StringComparer.Ordinal).ToList() switch
        {
            [] => Actor.NotKnown("no commit is known that made it"),
            [var only] => Actor.Called(only, $"author of {told}"),
            var several => Actor.NotKnown($"any of {several.Count} authors may have: {told}"),
        };
    }

    static string Short(string commit) => commit[..Math.Min(10, commit.Length)];
}
