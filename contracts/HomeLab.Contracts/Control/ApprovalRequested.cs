using MassTransit;

namespace HomeLab.Contracts.Control;

/// <summary>Fact: a plan waits for a person. Published by whichever service made it.</summary>
[MessageUrn("homelab:control:approval-requested:v1", useDefaultPrefix: false)]
[EntityName("homelab.control.approval-requested.v1")]
public sealed record ApprovalRequested
{
    /// <summary>The service that made the plan, such as <c>dns</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What kind of thing the plan is for, such as <c>zone</c>.</summary>
    public required string Kind { get; init; }

    public required string Key { get; init; }

    /// <summary>Of the plan; <c>Approve</c> takes it.</summary>
    public required string Hash { get; init; }

    /// <summary>Machine-readable reasons why it waits, such as <c>MaxDeletes</c>.</summary>
    public required IReadOnlyList<string> ReasonCodes { get; init; }

    /// <summary>For people: why it waits and the next step.</summary>
    public required string Reason { get; init; }

    public required int Creates { get; init; }

    public required int Updates { get; init; }

    public required int Deletes { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset At { get; init; }
}
