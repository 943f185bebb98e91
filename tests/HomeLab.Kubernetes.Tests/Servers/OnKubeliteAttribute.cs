using System.Reflection;
using HomeLab.Testing.Requirements;
using Xunit.Sdk;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>Runs the theory against the real API server's code, where it has been built.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnKubeliteAttribute : DataAttribute
{
    public const string Name = "kubelite";

    public OnKubeliteAttribute() => Skip = Machine.WhyMissing(Requirement.Kubelite);

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Name]];
}
