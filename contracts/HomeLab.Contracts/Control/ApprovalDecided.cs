using MassTransit;

namespace HomeLab.Contracts.Control;

/// <summary>Fact: a person decided about a plan that waited.</summary>
[MessageUrn("homelab:control:approval-decided:v1", useDefaultPrefix: false)]
[EntityName("homelab.control.approval-decided.v1")]
public sealed record ApprovalDecided
{
    /// <summary>The service that made the plan, such as <c>dns</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What kind of thing the plan is for, such as <c>zone</c>.</summary>
    public required string Kind { get; init; }

    public required string Key { get; init; }

    public required string Hash { get; init; }

    /// <summary><c>Approved</c> or <c>Rejected</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>The caller who decided.</summary>
    public required string By { get; init; }

    /// <summary>What was given as the reason; absent for most approvals.</summary>
    public string? Why { get; init; }

    public required DateTimeOffset At { get; init; }
}
