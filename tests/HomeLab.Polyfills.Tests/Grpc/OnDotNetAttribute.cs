using System.Reflection;
using Xunit.Sdk;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>Runs the theory against our own server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnDotNetAttribute : DataAttribute
{
    public const string Name = "dotnet";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Name]];
}
