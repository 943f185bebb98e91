namespace HomeLab.Stacks.Docker.Applying;

enum StepEffect
{
    Applied,
    NotApplied,
    /// <summary>What is there says neither.</summary>
    Unknown,
}
