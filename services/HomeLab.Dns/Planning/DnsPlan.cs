using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>What is to be done to a zone, in order, and what is not done although it could be.</summary>
/// <param name="Changes">Made without asking anybody.</param>
/// <param name="Proposed">Made once a person approves exactly them.</param>
/// <param name="Previewed">Only shown.</param>
/// <param name="Withheld">Not made, whoever asks.</param>
/// <param name="Claims">By object: who wants what is ours, were everything made.</param>
sealed record DnsPlan(
    ZoneName Zone,
    IReadOnlyList<RecordChange> Changes,
    IReadOnlyList<Waiting> Proposed,
    IReadOnlyList<RecordChange> Previewed,
    IReadOnlyList<Withheld> Withheld,
    IReadOnlyDictionary<string, Claim> Claims)
{
    /// <summary>Whatever could be done, by whose word ever.</summary>
    public IEnumerable<RecordChange> AllChanges => [.. Changes, .. Proposed.Select(waiting => waiting.Change), .. Previewed];

    /// <summary>The next withheld change that falls due by itself.</summary>
    public DateTimeOffset? NextDueAt => Withheld.Min(withheld => withheld.DueAt);

    public string Summary => $"{Count<RecordChange.Create>(AllChanges)} to create, {Updates(AllChanges)} to update, "
        + $"{Count<RecordChange.Delete>(AllChanges)} to delete";

    /// <summary>Of what waits where anything does, which is the hash to approve; else of all that is to be done.</summary>
    public string Hash => HashOf(Proposed.Count > 0 ? Proposed.Select(waiting => waiting.Change) : AllChanges);

    public static int Count<T>(IEnumerable<RecordChange> changes) => changes.SelectMany(change => change.Steps).OfType<T>().Count();

    /// <summary>Whatever leaves as many records as there were.</summary>
    public static int Updates(IEnumerable<RecordChange> changes) =>
        changes.SelectMany(change => change.Steps).Count(step => step is RecordChange.Update or RecordChange.Mark or RecordChange.Release);

    /// <summary>Keeps changes back until a person approves them.</summary>
    /// <param name="why">For each of <see cref="Changes"/>, in order; none: it may be made.</param>
    public DnsPlan Propose(IReadOnlyList<IReadOnlyList<Reason>> why) => this with
    {
        Changes = [.. Changes.Where((_, place) => why[place].Count == 0)],
        Proposed = Waiting.Ordered(Proposed.Concat(Changes.Zip(why, (change, reasons) => new Waiting(change, reasons)).Where(waiting => waiting.Reasons.Count > 0))),
    };

    /// <summary>What waits, as if it never had to.</summary>
    public DnsPlan Approve() => this with { Changes = ChangeOrder.Of([.. Changes, .. Proposed.Select(waiting => waiting.Change)]), Proposed = [] };

    /// <summary>What waits, made nobody's concern: a person said no.</summary>
    public DnsPlan Reject(Reason reason) => this with
    {
        Proposed = [],
        Withheld = [.. Withheld, .. Proposed.Select(waiting => new Withheld(waiting.Change, reason, IsUnmet: waiting.Change is not (RecordChange.Delete or RecordChange.Mark or RecordChange.Release)))],
    };

    /// <summary>Who wants what once <see cref="Changes"/> are made; what is not changed is not handed over either.</summary>
    /// <param name="before">As remembered when the plan was made.</param>
    public IReadOnlyDictionary<string, Claim> ClaimsAfter(IReadOnlyDictionary<string, Claim> before)
    {
        var claims = Claims.ToDictionary();
        foreach (var step in AllChanges.Except(Changes).SelectMany(change => change.Steps))
        {
            switch (step)
            {
                case RecordChange.Mark mark when !before.ContainsKey(mark.Object):
                    claims.Remove(mark.Object);
                    break;
                case RecordChange.Create create:
                    claims.Remove(create.Object);
                    break;
                case RecordChange.Update update when update.Before.Key != update.After.Key && before.TryGetValue(update.Object, out var claim):
                    claims[update.Object] = claim;
                    break;
                case RecordChange.Release release when before.TryGetValue(release.Object, out var claim):
                    claims.TryAdd(release.Object, claim);
                    break;
                case RecordChange.Delete delete when before.TryGetValue(delete.Object, out var claim):
                    claims.TryAdd(delete.Object, claim);
                    break;
            }
        }
        return claims;
    }

    /// <summary>One line a change; the same plan always reads the same.</summary>
    public override string ToString() =>
        string.Concat(((IEnumerable<object>)[.. Changes, .. Proposed, .. Previewed.Select(change => $"preview {change}"), .. Withheld]).Select(line => $"{line}\n"))
            is { Length: > 0 } lines ? lines : "nothing to do\n";

    /// <summary>SHA-256 over the changes, the ids they are meant for and what those hold now; never over times or revisions.</summary>
    static string HashOf(IEnumerable<RecordChange> changes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', changes.Select(Canonical)))));

    /// <summary>As JSON, so that no text in a record can look like the end of one.</summary>
    static string Canonical(RecordChange change) => JsonSerializer.Serialize(change.Steps.Select(step => step switch
    {
        RecordChange.Create create => new[] { "create", create.Object, RecordJson.Of(create.After) },
        RecordChange.Update update => ["update", update.Object, RecordJson.Of(update.Before), RecordJson.Of(update.After)],
        RecordChange.Mark mark => ["mark", mark.Object, RecordJson.Of(mark.Before)],
        RecordChange.Release release => ["release", release.Object, RecordJson.Of(release.Before)],
        RecordChange.Delete delete => ["delete", delete.Object, RecordJson.Of(delete.Before)],
        _ => throw new System.Diagnostics.UnreachableException(),
    }));
}
