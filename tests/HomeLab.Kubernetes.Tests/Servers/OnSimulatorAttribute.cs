using System.Reflection;
using Xunit.Sdk;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>Runs the theory against the simulated API server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSimulatorAttribute : DataAttribute
{
    public const string Name = "simulator";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Name]];
}
