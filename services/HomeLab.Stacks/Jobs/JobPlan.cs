using System.Text.Json;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Stacks.Jobs;

/// <summary>A job as a person approves it: once for its schedule and command, and not for each time.</summary>
static class JobPlan
{
    static readonly Reason Asked = new("ApprovalRequired", "The lab or the stack asks that a person approves changes.");

    public static Proposal Propose(StackJob job)
    {
        var plan = JsonSerializer.Serialize(new
        {
            stack = job.Stack,
            summary = "1 to schedule",
            reasons = new[] { Asked },
            // The command may hold secrets.
            steps = new[] { new { action = "schedule", @object = job.Key, because = $"its labels say so: {job.Labels.Schedule} ({job.Labels.Zone})" } },
            pending = Array.Empty<string>(),
            notes = Array.Empty<string>(),
        }, JsonSerializerOptions.Web);
        return new Proposal(new RecordedPlan(job.Definition, plan), [Asked], 1, 0, 0);
    }
}
