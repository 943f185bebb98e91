using System.Text.Json;
using System.Text.Json.Serialization;
using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>A plan as people and programs read it.</summary>
static class PlanJson
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static RecordedPlan Of(DnsPlan plan) => new(plan.Hash, JsonSerializer.Serialize(
        new
        {
            zone = plan.Zone.ToString(),
            summary = plan.Summary,
            changes = plan.Changes.Select(Line),
            withheld = plan.Withheld.Select(withheld => new
            {
                change = withheld.Change.ToString(), code = withheld.Reason.Code, reason = withheld.Reason.Message, withheld.IsUnmet, withheld.DueAt,
            }),
        },
        Json));

    static object Line(RecordChange change) => new
    {
        change = change.ToString(),
        steps = change.Steps.Select(step => step switch
        {
            RecordChange.Create create => new Step(IntentDrafts.Create, create.Object, null, null, create.After.ToString(), create.By.Address),
            RecordChange.Update update => new Step(
                IntentDrafts.Update, update.Object, update.Before.Id, update.Before.Record.ToString(), update.After.ToString(), update.By.Address),
            RecordChange.Delete delete => new Step(
                IntentDrafts.Delete, delete.Object, delete.Before.Id, delete.Before.Record.ToString(), null, delete.By),
            _ => throw new System.Diagnostics.UnreachableException(),
        }),
    };

    sealed record Step(string Action, string Object, string? Id, string? Before, string? After, string By);
}
