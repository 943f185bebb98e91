namespace HomeLab.Testing.Requirements;

/// <summary>What the suite's tests need from the machine in this class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SuiteRequiresAttribute(params Requirement[] requirements) : Attribute
{
    public IReadOnlyList<Requirement> Requirements { get; } = requirements;
}
