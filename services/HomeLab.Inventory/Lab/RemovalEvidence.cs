using HomeLab.Lab;

namespace HomeLab.Inventory.Lab;

/// <summary>What Git can tell about a document that is no longer there.</summary>
/// <param name="Head">Empty: a plain directory.</param>
/// <param name="IsClean">The working tree is what the commit says.</param>
/// <param name="Ancestors">Commits, of those that stored documents were seen in, from which the head descends.</param>
/// <param name="Untracked">Files that neither the commit at which they were seen holds nor one since then touched.</param>
/// <param name="WhyUnknown">Set where there is a repository that could not be asked.</param>
sealed record RemovalEvidence(string Head, bool IsClean, IReadOnlySet<string> Ancestors, IReadOnlySet<string> Untracked, string? WhyUnknown = null)
{
    public static readonly RemovalEvidence PlainDirectory = new("", false, new HashSet<string>(), new HashSet<string>());

    /// <summary>Null where the removal is proven, else why it is not.</summary>
    public Refusal? WhyNotProven(StoredDocument document) =>
        WhyUnknown is { } why ? new Refusal("NotCommitted", $"Git could not tell whether this was meant: {why}", document.File)
        : Head.Length == 0 ? new Refusal("PlainDirectory", "it is gone from a directory without Git, so nothing shows that this was meant", document.File)
        : !IsClean ? new Refusal("NotCommitted", "it is gone from a working tree with changes that are not committed", document.File)
        : document.GitCommit is null || Untracked.Contains(document.File) ? new Refusal("NotCommitted", "it was never seen in a commit, so none can have removed it", document.File)
        : !Ancestors.Contains(document.GitCommit) ? new Refusal("NotDescendant", $"the commit {Short(Head)} does not descend from {Short(document.GitCommit)}, which had it", document.File)
        : null;

    static string Short(string commit) => commit[..Math.Min(10, commit.Length)];
}
