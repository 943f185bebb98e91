using System.Security.Cryptography;
using System.Text;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>What is to be done to a zone, in order, and what is not done although it could be.</summary>
/// <param name="Claims">By object: who wants what is ours; kept for the next plan.</param>
sealed record DnsPlan(
    ZoneName Zone,
    IReadOnlyList<RecordChange> Changes,
    IReadOnlyList<Withheld> Withheld,
    IReadOnlyDictionary<string, Claim> Claims)
{
    public bool HasChanges => Changes.Count > 0;

    public bool IsEmpty => !HasChanges && Withheld.Count == 0;

    /// <summary>The next withheld change that falls due by itself.</summary>
    public DateTimeOffset? NextDueAt => Withheld.Min(withheld => withheld.DueAt);

    public string Summary =>
        $"{Steps<RecordChange.Create>()} to create, {Steps<RecordChange.Update>()} to update, {Steps<RecordChange.Delete>()} to delete";

    /// <summary>SHA-256 over the changes, the ids they are meant for and what those hold now; never over times or revisions.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Changes.Select(Canonical)))));

    /// <summary>One line a change; the same plan always reads the same.</summary>
    public override string ToString() => IsEmpty
        ? "nothing to do\n"
        : string.Concat(Changes.Select(change => $"{change}\n").Concat(Withheld.Select(withheld => $"{withheld}\n")));

    int Steps<T>() => Changes.SelectMany(change => change.Steps).OfType<T>().Count();

    static string Canonical(RecordChange change) => string.Join('\t', change.Steps.Select(step => step switch
    {
        RecordChange.Create create => $"create {create.Object} {create.After}",
        RecordChange.Update update => $"update {update.Object} {update.Before.Id} {update.Before.Record} {update.Before.Comment} {update.After}",
        RecordChange.Delete delete => $"delete {delete.Object} {delete.Before.Id} {delete.Before.Record} {delete.Before.Comment}",
        _ => throw new System.Diagnostics.UnreachableException(),
    }));
}
