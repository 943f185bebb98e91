namespace HomeLab.Simulators.Faults;

/// <summary>What happens to a request that a rule strikes.</summary>
public enum FaultEffect
{
    /// <summary>Answered after <see cref="FaultRule.Seconds"/>; combines with every other effect.</summary>
    Latency,

    /// <summary>Answered with <see cref="FaultRule.Status"/> and a body as from the edge; nothing is applied.</summary>
    Status,

    /// <summary>Answered with 429 and <c>Retry-After</c>; nothing is applied.</summary>
    RateLimited,

    /// <summary>Applied, then the connection is cut before a byte of the answer.</summary>
    LostAnswer,

    /// <summary>Applied, then the connection is cut in the middle of the answer.</summary>
    TruncatedAnswer,

    /// <summary>The request is read, then the connection is cut; nothing is applied.</summary>
    NotApplied,

    /// <summary>The connection is cut now, and the request takes effect after <see cref="FaultRule.Seconds"/> of the simulators' clock.</summary>
    AppliedLate,

    /// <summary>Reads see the state as it was <see cref="FaultRule.Seconds"/> ago; combines with other effects.</summary>
    StaleReads,

    /// <summary>Lists are empty, successfully; combines with other effects.</summary>
    EmptyLists,

    /// <summary>Lists lack every second entry and do not count it either; combines with other effects.</summary>
    ShortLists,

    /// <summary>The connection is cut at once, as if nobody listened.</summary>
    Outage,

    /// <summary>Another installation answers: its identities are not the known ones. Combines with other effects.</summary>
    WrongIdentity,

    /// <summary>
    /// Answered as a success, and what it began fails afterwards with <see cref="FaultRule.Message"/>, nothing of it done. Combines with
    /// other effects. Only where something goes on after its answer.
    /// </summary>
    FailsLater,

    /// <summary>Answered as a success, and what it began never ends. Combines with other effects. Only where something goes on after its answer.</summary>
    NeverEnds,

    /// <summary>Something else is said to be done to what the request is about. Combines with other effects. Only where that keeps it from being done.</summary>
    Busy,
}
