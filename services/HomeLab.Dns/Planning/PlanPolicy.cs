namespace HomeLab.Dns.Planning;

/// <summary>What may happen.</summary>
/// <param name="RemoveAfter">How long an absence has to last before it counts.</param>
/// <param name="MaxSourceAge">A source that was not heard of for longer than this proves nothing.</param>
sealed record PlanPolicy(ApplyMode Apply, TimeSpan RemoveAfter, TimeSpan MaxSourceAge)
{
    /// <summary>What becomes of a plan that has changes.</summary>
    public Decision Decide(DnsPlan plan) => Apply switch
    {
        ApplyMode.DryRun => new Decision.Preview(),
        ApplyMode.Approve => new Decision.Propose([new("ApprovalRequired", $"The lab's policy is 'approve': {plan.Summary} wait for a person.")]),
        _ => new Decision.Go(),
    };
}
