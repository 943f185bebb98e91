using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>A Git repository as its host has it.</summary>
sealed record Repository
{
    /// <summary>The commit by branch.</summary>
    public ImmutableDictionary<string, string> Branches { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>By commit.</summary>
    public ImmutableDictionary<string, Revision> Revisions { get; init; } = ImmutableDictionary<string, Revision>.Empty;

    public Repository With(string branch, Revision revision) => this with
    {
        Branches = Branches.SetItem(branch, revision.Commit),
        Revisions = Revisions.SetItem(revision.Commit, revision),
    };

    /// <param name="commit">Empty: the branch's newest.</param>
    public Revision? Find(string branch, string commit) =>
        commit.Length > 0 ? Revisions.GetValueOrDefault(commit) : Branches.TryGetValue(branch, out var newest) ? Revisions[newest] : null;
}
