using System.Text.Json;
using System.Text.Json.Serialization;
using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>A plan as people and programs read it.</summary>
static class PlanJson
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>A plan is one gRPC answer, of which clients take 4 MiB; what does not fit is counted.</summary>
    const int MostCharacters = 3_000_000;

    const int MostWithheld = 2000;

    public static RecordedPlan Of(DnsPlan plan)
    {
        IReadOnlyList<Line> changes =
        [
            .. plan.Changes.Select(change => LineOf(change, "auto", [])),
            .. plan.Proposed.Select(waiting => LineOf(waiting.Change, "approve", [.. waiting.Reasons.Select(reason => reason.Code)])),
            .. plan.Previewed.Select(change => LineOf(change, "dryRun", [])),
        ];
        var room = MostCharacters;
        var listed = changes.TakeWhile(line => (room -= line.Length) > 0).ToList();
        return new RecordedPlan(plan.Hash, JsonSerializer.Serialize(
            new
            {
                zone = plan.Zone.ToString(),
                summary = plan.Summary,
                reasons = Proposals.ReasonsOf(plan),
                changes = listed,
                omitted = changes.Count - listed.Count,
                withheld = plan.Withheld.Take(MostWithheld).Select(withheld => new
                {
                    change = withheld.Change.ToString(), code = withheld.Reason.Code, reason = withheld.Reason.Message, withheld.IsUnmet, withheld.DueAt,
                }),
                omittedWithheld = Math.Max(0, plan.Withheld.Count - MostWithheld),
            },
            Json));
    }

    static Line LineOf(RecordChange change, string apply, IReadOnlyList<string> because) => new(
        change.ToString(),
        apply,
        because.Count == 0 ? null : because,
        [
            .. change.Steps.Select(step => step switch
            {
                RecordChange.Create create => new Step(IntentDrafts.Create, create.Object, null, null, create.After.ToString(), create.By.Address),
                RecordChange.Update update => new Step(
                    IntentDrafts.Update, update.Object, update.Before.Id, update.Before.Record.ToString(), update.After.ToString(), update.By.Address),
                RecordChange.Mark mark => new Step(
                    IntentDrafts.Mark, mark.Object, mark.Before.Id, mark.Before.Record.ToString(), mark.Before.Record.ToString(), mark.By),
                RecordChange.Release release => new Step(
                    IntentDrafts.Release, release.Object, release.Before.Id, release.Before.Record.ToString(), release.Before.Record.ToString(), release.By),
                RecordChange.Delete delete => new Step(
                    IntentDrafts.Delete, delete.Object, delete.Before.Id, delete.Before.Record.ToString(), null, delete.By),
                _ => throw new System.Diagnostics.UnreachableException(),
            }),
        ]);

    /// <param name="Apply"><c>auto</c>: made by itself; <c>approve</c>: waits for a person; <c>dryRun</c>: only shown.</param>
    /// <param name="Because">Codes of the plan's reasons for which it waits.</param>
    sealed record Line(string Change, string Apply, IReadOnlyList<string>? Because, IReadOnlyList<Step> Steps)
    {
        /// <summary>Nearly, in JSON: the record stands in it twice.</summary>
        [JsonIgnore]
        public int Length => 2 * Change.Length + 250 * Steps.Count;
    }

    sealed record Step(string Action, string Object, string? Id, string? Before, string? After, string By);
}
