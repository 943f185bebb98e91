namespace HomeLab.Stacks.Compose;

enum PullPolicy
{
    /// <summary>Where the Engine does not have it.</summary>
    Missing,
    Always,
    Never,
}
