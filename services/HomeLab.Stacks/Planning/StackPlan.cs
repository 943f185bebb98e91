using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Planning;

/// <summary>Steps of one look as people see them and as they are approved.</summary>
static class StackPlan
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static RecordedPlan Of(string key, StackLook look, IReadOnlyList<Reason> reasons) => new(HashOf(look.Plan), JsonSerializer.Serialize(
        new
        {
            stack = key,
            summary = SummaryOf(look.Plan),
            reasons,
            steps = look.Plan.Select(it => new { it.Action, it.Object, because = it.Because }),
            pending = look.Pending,
            notes = look.Notes,
        },
        Json));

    public static Proposal Propose(string key, StackLook look, IReadOnlyList<Reason> reasons) => new(
        Of(key, look, reasons), reasons, Count(look, "create"), look.Plan.Count(it => it.Action is not ("create" or "delete")), Count(look, "delete"));

    public static IntentDraft DraftOf(PlannedStep step) => new(step.Object, step.Action, step.Expected, step.Desired, step.Because);

    public static string SummaryOf(IReadOnlyList<PlannedStep> steps) =>
        steps.Count == 0 ? "nothing to do" : string.Join(", ", steps.GroupBy(it => it.Action).Select(it => $"{it.Count()} to {it.Key}"));

    static int Count(StackLook look, string action) => look.Plan.Count(it => it.Action == action);

    /// <summary>SHA-256 over the steps, what they are meant for and what they make of it; never over times.</summary>
    static string HashOf(IReadOnlyList<PlannedStep> steps) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(steps.Select(it => new[] { it.Action, it.Object, it.Expected, it.Desired })))));
}
