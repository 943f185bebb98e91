namespace HomeLab.Stacks.Docker.Applying;

/// <param name="ProviderId">The Engine's id of what was made or changed; of a volume or image its name.</param>
/// <param name="StateJson">What is there now, without any secret; <c>null</c> where it went.</param>
sealed record StepResult(string ProviderId, string? StateJson);
