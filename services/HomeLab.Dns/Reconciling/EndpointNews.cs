using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>What a look shows of endpoints whose sources are told, as far as it differs from what they were told. Pure.</summary>
/// <param name="Gone">Endpoints that ask for nothing here any more.</param>
sealed record EndpointNews(IReadOnlyList<EndpointResult> Changed, IReadOnlyList<string> Gone)
{
    static readonly Reason NotYet = new("NotYetMade", "It is being made.");
    static readonly Reason DryRun = new("DryRun", "The lab only shows what would be done (apply: dryRun).");

    /// <param name="told">By endpoint.</param>
    public static EndpointNews Of(ZoneLook look, IReadOnlyDictionary<string, EndpointResult> told)
    {
        if (look.Desired is not { } desired || (desired.ToldSources.Count == 0 && told.Count == 0))
        {
            return new EndpointNews([], []);
        }
        var asking = desired.Records.Where(record => desired.ToldSources.Any(source => IsOf(record.By.Source, source))).ToLookup(record => record.By.Address);
        var reasons = ReasonsOf(look);
        var open = OpenIn(look);
        var changed = asking
            // What is kept without proof that it is still wanted is not told of: nobody is there to hear it.
            .Where(group => group.All(record => record.Unproven is null))
            .Select(group => Of(desired.Epoch, group, look, reasons[group.Key].FirstOrDefault(), open.Contains(group.Key), told.GetValueOrDefault(group.Key)))
            .OfType<EndpointResult>().Where(result => result.IsNewsAfter(told.GetValueOrDefault(result.Endpoint)));
        return new EndpointNews([.. changed.OrderBy(result => result.Endpoint, StringComparer.Ordinal)], [.. told.Keys.Where(endpoint => !asking.Contains(endpoint))]);
    }

    /// <returns>Null: what was told may still be so.</returns>
    static EndpointResult? Of(
        string epoch, IGrouping<string, DesiredRecord> records, ZoneLook look, (string Result, Reason Reason)? why, bool isOpen, EndpointResult? told)
    {
        var isKnown = told?.Epoch == epoch;
        var (result, reason) = why switch
        {
            ({ } one, { } because) => (one, because),
            _ when look.Plan is null => (EndpointResult.Waiting, look.Unavailable ?? NotYet),
            _ when isOpen => (EndpointResult.Waiting, look.Report?.Unconfirmed ?? NotYet),
            _ => (EndpointResult.Converged, (Reason?)null),
        };
        var isDoubt = why is null && result == EndpointResult.Waiting;
        return isDoubt && isKnown ? null : new EndpointResult(
            records.Key, epoch, result, reason?.Code ?? "", reason?.Message ?? "",
            [.. records.Select(record => record.Key.ToString()).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Why an endpoint's records are not there as it asks, the gravest first.</summary>
    static ILookup<string, (string Result, Reason Reason)?> ReasonsOf(ZoneLook look)
    {
        var plan = look.Plan;
        var refused = (plan?.Withheld ?? []).Where(withheld => withheld.IsUnmet).SelectMany(withheld => Because(EndpointResult.Refused, withheld.Change, withheld.Reason));
        var unhealthy = (plan?.Withheld ?? []).Where(withheld => withheld.Reason.Code == Reasons.WaitsForHealthCode)
            .SelectMany(withheld => Because(EndpointResult.Waiting, withheld.Change, withheld.Reason));
        var rejected = (look.Report?.Rejected ?? []).SelectMany(no => Because(
            ProviderReasons.NeedsPerson(no.Reason.Code) || no.Reason.Code == ProviderReasons.Refused ? EndpointResult.Refused : EndpointResult.Waiting, no.Step, no.Reason));
        var proposed = (plan?.Proposed ?? []).SelectMany(waiting => Because(EndpointResult.Waiting, waiting.Change, waiting.Reasons[0]));
        var previewed = (plan?.Previewed ?? []).SelectMany(change => Because(EndpointResult.Waiting, change, DryRun));
        return refused.Concat(unhealthy).Concat(rejected).Concat(proposed).Concat(previewed)
            .ToLookup(it => it.Endpoint, it => ((string, Reason)?)(it.Result, it.Reason));
    }

    /// <summary>Endpoints of which a change was to be made and it is not known that it was.</summary>
    static HashSet<string> OpenIn(ZoneLook look) => look is { Plan: { } plan, Report: not { IsClean: true, IsContradicted: false } }
        ? [.. plan.Changes.SelectMany(change => change.Steps).Select(ClaimantOf).OfType<string>()]
        : [];

    static IEnumerable<(string Endpoint, string Result, Reason Reason)> Because(string result, RecordChange change, Reason reason) =>
        change.Steps.Select(ClaimantOf).OfType<string>().Select(endpoint => (endpoint, result, reason));

    static string? ClaimantOf(RecordChange step) => step switch
    {
        RecordChange.Create create => create.By.Address,
        RecordChange.Update update => update.By.Address,
        _ => null,
    };

    static bool IsOf(string name, string source) => name == source || name.StartsWith($"{source}/", StringComparison.Ordinal);
}
