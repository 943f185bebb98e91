using HomeLab.Registry;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>What steps are about and do not say themselves, because it holds secrets.</summary>
/// <param name="ChangeId">The mark on what is made: how it is known again where the answer was lost.</param>
sealed record StepContext(ComposeProject Project, RepositoryFiles Files, PlanOptions Options, string ChangeId)
{
    /// <summary>With what an image's registry is logged in to; null: with nothing.</summary>
    public Func<ImageReference, CancellationToken, Task<RegistryCredential?>> Accounts { get; init; } = (_, _) => Task.FromResult<RegistryCredential?>(null);
}
