using Xunit;

namespace HomeLab.Testing.Requirements;

/// <summary>A theory that is skipped, saying why, where something that it needs is missing and may not be installed.</summary>
public sealed class RequiresTheoryAttribute : TheoryAttribute
{
    public RequiresTheoryAttribute(params Requirement[] requirements)
    {
        Requirements = requirements;
        Skip = Machine.WhyMissing(requirements);
    }

    public IReadOnlyList<Requirement> Requirements { get; }
}
