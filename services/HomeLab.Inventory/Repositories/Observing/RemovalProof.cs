using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>What Git can tell about declared objects that the files no longer declare.</summary>
/// <param name="Head">The commit of the files; empty: no Git.</param>
/// <param name="Ancestors">Commits, of those in which they were last seen, from which the head descends.</param>
/// <param name="StillCommitted">Addresses that the head declares although the files do not.</param>
/// <param name="NeverCommitted">Addresses that the commit at which they were seen does not declare.</param>
sealed record RemovalProof(string Head, IReadOnlySet<string> Ancestors, IReadOnlySet<string> StillCommitted, IReadOnlySet<string> NeverCommitted)
{
    /// <param name="seen">The last commit that was read and declared it; empty: none did.</param>
    /// <returns>Null where the removal is proven, else why it is not.</returns>
    public Refusal? WhyNotProven(string address, string seen) =>
        Head.Length == 0 ? Because("PlainDirectory", "they are gone from a directory without Git, so nothing shows that this was meant")
        : StillCommitted.Contains(address) ? Because("NotCommitted", $"they are gone from the files, and the commit {Short(Head)} still has them")
        : seen.Length == 0 || NeverCommitted.Contains(address) ? Because("NotCommitted", "they were never seen in a commit, so none can have removed them")
        : seen == Head ? Because("SameCommit", $"the commit {Short(Head)} declared them before; how it is read has changed, and no commit has removed them")
        : !Ancestors.Contains(seen) ? Because("NotDescendant", $"the commit {Short(Head)} does not descend from {Short(seen)}, which had them; if that is meant, merge the older commit")
        : null;

    static Refusal Because(string code, string message) => new(code, message, "");

    static string Short(string commit) => commit[..Math.Min(10, commit.Length)];
}
