namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Collects what a plan will be.</summary>
sealed class PlanDraft
{
    readonly List<StackStep> steps = [];

    public List<ComposeProblem> Problems { get; } = [];

    public List<string> Notes { get; } = [];

    public List<StepWait> Gate { get; } = [];

    /// <summary>Why what the running operation began cannot succeed any more; null: it can.</summary>
    public string? Failure { get; set; }

    public IReadOnlyList<StackStep> Steps => steps;

    /// <summary>Adds a step, and returns what others wait for.</summary>
    public string Add(StackStep step)
    {
        var after = step.After.Where(it => it.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        steps.Add(step with { After = after });
        return step.Id;
    }

    public static string IdOf(StepAction action, StepKind kind, string name, string target = "") =>
        $"{action} {kind} {name} {target}".TrimEnd();

    public static StackStep On(ObservedContainer container, StepAction action, string because, string? target = null) => new()
    {
        Id = IdOf(action, StepKind.Container, container.Name, target ?? ""),
        Action = action,
        Kind = StepKind.Container,
        Name = container.Name,
        Service = container.Service,
        Number = container.Number,
        ExpectedId = container.Id,
        Because = because,
        Target = target,
        StartedAt = container.StartedAt,
    };

    public ProjectPlan ToPlan() => Problems.Count > 0 ? new ProjectPlan([], Problems, Notes, []) : new ProjectPlan(steps, [], Notes, Gate) { Failure = Failure };
}
