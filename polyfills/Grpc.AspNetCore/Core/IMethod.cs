namespace Grpc.Core;

public interface IMethod
{
    MethodType Type { get; }

    /// <summary>With its package: <c>grpc.health.v1.Health</c>.</summary>
    string ServiceName { get; }

    string Name { get; }

    /// <summary>The path of the request: <c>/grpc.health.v1.Health/Check</c>.</summary>
    string FullName { get; }
}
