namespace HomeLab.Stacks.Compose;

/// <param name="Service">Who has to be there first.</param>
/// <param name="Condition">What it has to have reached.</param>
/// <param name="IsRequired">False: where it is not part of the project or not enabled, nobody waits.</param>
/// <param name="Restarts">Whether the dependent is restarted when that one is replaced.</param>
sealed record ComposeDependency(string Service, ReadyCondition Condition, bool IsRequired, bool Restarts);
