namespace HomeLab.Stacks.Docker.Planning;

/// <summary>What has to be true before a step.</summary>
/// <param name="Container">By name.</param>
sealed record StepWait(string Container, ReadyCondition Condition);
