using System.Globalization;
using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>What of a plan waits, as it is put to a person.</summary>
static class Proposals
{
    /// <summary>Of reasons that name single records; more of them explain no better.</summary>
    const int ReasonsOfOneCode = 3;

    public static Proposal? Of(DnsPlan plan)
    {
        if (plan.Proposed.Count == 0)
        {
            return null;
        }
        var changes = plan.Proposed.Select(waiting => waiting.Change).ToList();
        return new Proposal(
            PlanJson.Of(plan),
            ReasonsOf(plan),
            DnsPlan.Count<RecordChange.Create>(changes),
            DnsPlan.Updates(changes),
            DnsPlan.Count<RecordChange.Delete>(changes));
    }

    public static IReadOnlyList<Reason> ReasonsOf(DnsPlan plan) =>
    [
        .. plan.Proposed.SelectMany(waiting => waiting.Reasons).Distinct().GroupBy(reason => reason.Code).SelectMany(group =>
        {
            var reasons = group.ToList();
            var more = reasons.Count - ReasonsOfOneCode;
            return more <= 0 ? reasons : [.. reasons.Take(ReasonsOfOneCode - 1), reasons[ReasonsOfOneCode - 1] with
            {
                Message = string.Create(CultureInfo.InvariantCulture, $"{reasons[ReasonsOfOneCode - 1].Message} (and {more} more)"),
            }];
        }),
    ];
}
