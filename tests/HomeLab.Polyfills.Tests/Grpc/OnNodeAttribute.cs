using System.Reflection;
using HomeLab.Testing.Requirements;
using Xunit.Sdk;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>Runs the theory against the official @grpc/grpc-js server, where Node.js is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnNodeAttribute : DataAttribute
{
    public const string Name = "node";

    public OnNodeAttribute() => Skip = Machine.WhyMissing(Requirement.Node);

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Name]];
}
