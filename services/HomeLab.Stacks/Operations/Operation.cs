namespace HomeLab.Stacks.Operations;

/// <summary>What brings a stack from one state to another.</summary>
/// <param name="Key">Of the stack, or of one of its jobs.</param>
/// <param name="Kind">One of <see cref="OperationKinds"/>.</param>
/// <param name="Digest">Of the wish that it makes true.</param>
/// <param name="State"><c>running</c>, <c>succeeded</c>, <c>failed</c>; <c>superseded</c>: another wish came.</param>
/// <param name="ProgressAt">From when on it has to become healthy: its beginning, or when its host or a registry last refused to do something.</param>
/// <param name="Actor">Who asked; empty: nobody did.</param>
sealed record Operation(
    Guid Id, string Key, string Kind, string Digest, string Commit, string State, string Reason, string CauseKind, string Actor, string Trace,
    DateTime StartedAt, DateTime ProgressAt, DateTime? EndedAt);
