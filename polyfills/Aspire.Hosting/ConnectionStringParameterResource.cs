using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A connection string that is configured from outside, under <c>ConnectionStrings</c>.</summary>
sealed class ConnectionStringParameterResource(ParameterResource parameter, string? environmentVariableName)
    : Resource(parameter.Name), IResourceWithConnectionString
{
    public ParameterResource Parameter { get; } = parameter;

    public string? ConnectionStringEnvironmentVariable { get; } = environmentVariableName;

    public ReferenceExpression ConnectionStringExpression { get; } = ReferenceExpression.Create($"{parameter}");
}
