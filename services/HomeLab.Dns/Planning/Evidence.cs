using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>Whether it is proven that nobody wants a record any more. Absence needs evidence: silence is none.</summary>
sealed class Evidence(DesiredZone desired, PlanPolicy policy, DateTimeOffset now)
{
    readonly Dictionary<string, Reason> unproven = desired.Records
        .Where(record => record.Unproven is not null)
        .GroupBy(record => record.By.Address)
        .ToDictionary(group => group.Key, group => group.First().Unproven!);

    /// <summary>In one order; those that were taken out of the lab have nothing to say.</summary>
    readonly List<SourceState> asked = [.. desired.Sources.Where(source => !source.IsRemoved).OrderBy(source => source.Name, StringComparer.Ordinal)];

    /// <summary>Why it is not proven that a claimant is gone; null: it is there, or proven gone.</summary>
    public Reason? Unproven(Claim? claim) => claim is null ? null : unproven.GetValueOrDefault(claim.Address);

    /// <summary>Why an absence proves nothing now; null: everyone who could claim the record was asked and did not.</summary>
    /// <param name="known">A source whose word on the record is known.</param>
    public Reason? Silence(string? known = null) => desired.Sources.Count == 0
        ? Reasons.NoSources
        : asked
            .Where(source => source.Name != known)
            .Select(source => SilenceOf(source, policy))
            .FirstOrDefault(reason => reason is not null);

    /// <summary>Why only a person can tell that an absence was meant; null: it is proven.</summary>
    public Reason? Doubt(Claim? claim) => claim switch
    {
        null => Reasons.UnknownClaim,
        // It ends by itself, as the person who asked for it was told.
        { Source: Undo.Source } => null,
        _ when claim.Epoch != desired.Epoch => Reasons.NewEpoch,
        _ when !desired.Sources.Any(source => source.Name == claim.Source && !source.IsRemoved) => Reasons.SourceRemoved(claim.Source),
        _ => null,
    };

    /// <summary>Why a record may not be given to another source; null: its own agrees or was asked.</summary>
    public Reason? AgainstHandover(Claim? claim, Claimant to) =>
        claim is null || claim.Source == to.Source || desired.Sources.FirstOrDefault(s => s.Name == claim.Source) is not { IsRemoved: false } source
            ? null
            : SilenceOf(source, policy);

    public Reason? HeldBack(RecordChange change, params IEnumerable<string> addresses) => desired.Holds.Count == 0
        ? null
        : desired.Holds
            .Where(hold => hold.Until > now && addresses.Append(change.Name.ToString()).Append($"zone/{desired.Zone}").Any(hold.Covers))
            .OrderBy(hold => hold.Name, StringComparer.Ordinal)
            .Select(Reasons.Held)
            .FirstOrDefault();

    static Reason? SilenceOf(SourceState source, PlanPolicy policy) => source switch
    {
        { Silence: not null } => Reasons.SourceIncomplete(source),
        { Age: null } => Reasons.SourceStale(source, policy.MaxSourceAge),
        _ when source.Age > policy.MaxSourceAge => Reasons.SourceStale(source, policy.MaxSourceAge),
        _ => null,
    };
}
