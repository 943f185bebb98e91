using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>What a look means for what happens next.</summary>
static class ZoneOutcomes
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static ReconcileOutcome Of(ZoneLook look, TimeSpan blockedFor, DnsOptions options, DateTimeOffset now)
    {
        var due = look.Plan?.NextDueAt is { } at ? (at > now ? at - now : TimeSpan.Zero) : (TimeSpan?)null;
        return Decide(look, blockedFor, options, due) with
        {
            Plan = look.Plan is null ? null : PlanJson.Of(look.Plan),
            Proposal = look.Proposal,
        };
    }

    static ReconcileOutcome Decide(ZoneLook look, TimeSpan blockedFor, DnsOptions options, TimeSpan? due)
    {
        if (look.Unavailable is { } unavailable)
        {
            return unavailable.Code == ProviderReasons.ReadsLag
                ? new ReconcileOutcome.Waiting(unavailable, Soon)
                : Wait(unavailable, blockedFor, options);
        }
        if (look.Report is { Unconfirmed: { } lost })
        {
            return new ReconcileOutcome.Waiting(new Reason("Unconfirmed", lost.Message), Soon);
        }
        if (look.Report?.Rejected is [var (step, reason), ..] rejected)
        {
            return reason.Code == IdentityCheck.Mismatch
                ? new ReconcileOutcome.Waiting(reason, Soon)
                : Wait(reason with { Message = $"{step}: {reason.Message}{More(rejected.Count)}" }, blockedFor, options);
        }
        var plan = look.Plan!;
        if (plan.Proposed.Count > 0)
        {
            var reasons = Proposals.ReasonsOf(plan);
            return reasons.FirstOrDefault(why => why.Code == BrakeReasons.TwoControllers) is { } fight
                ? new ReconcileOutcome.Stalled(fight) { RevisitAfter = due }
                : new ReconcileOutcome.Proposed(reasons) { RevisitAfter = due };
        }
        if (plan.Previewed.Count > 0)
        {
            return new ReconcileOutcome.Previewed { RevisitAfter = due };
        }
        var unmet = plan.Withheld.Where(withheld => withheld.IsUnmet).ToList();
        if (unmet.Count > 0)
        {
            return new ReconcileOutcome.Stalled(unmet[0].Reason with { Message = unmet[0].Reason.Message + More(unmet.Count) }) { RevisitAfter = due };
        }
        return look.Report is { HasEffects: true }
            ? new ReconcileOutcome.Applied { RevisitAfter = due }
            : new ReconcileOutcome.Converged { RevisitAfter = due };
    }

    /// <summary>What passes is waited for; what a person has to put right is looked at again now and then all the same.</summary>
    static ReconcileOutcome Wait(Reason reason, TimeSpan blockedFor, DnsOptions options) =>
        ProviderReasons.NeedsPerson(reason.Code) || reason.Code == ProviderReasons.Refused
            ? new ReconcileOutcome.Stalled(reason) { RevisitAfter = options.StalledRetryAfter }
            : new ReconcileOutcome.Waiting(reason, blockedFor > options.RetryAfter ? blockedFor : options.RetryAfter);

    static string More(int count) => count > 1 ? $" (and {count - 1} more)" : "";
}
