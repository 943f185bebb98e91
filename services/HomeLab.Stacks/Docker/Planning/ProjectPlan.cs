namespace HomeLab.Stacks.Docker.Planning;

/// <param name="Steps">In an order in which they can be made one after another.</param>
/// <param name="Problems">Why nothing is planned.</param>
/// <param name="Notes">What is seen and left alone, one sentence each.</param>
/// <param name="Gate">What has to be true before what was replaced may go.</param>
sealed record ProjectPlan(
    IReadOnlyList<StackStep> Steps, IReadOnlyList<ComposeProblem> Problems, IReadOnlyList<string> Notes, IReadOnlyList<StepWait> Gate)
{
    /// <summary>Why what the running operation began cannot succeed any more; null: it can.</summary>
    public string? Failure { get; init; }

    public bool IsEmpty => Steps.Count == 0;

    public override string ToString() => string.Join(
        '\n', [.. Problems.Select(it => $"! {it}"), .. Steps.Select(it => $"{it.Id}: {it.Because}"), .. Notes.Select(it => $"# {it}")]);
}
