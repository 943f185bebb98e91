namespace Aspire.Hosting.ApplicationModel;

public static class ExecutionConfigurationBuilderExtensions
{
    public static IExecutionConfigurationBuilder WithArgumentsConfig(this IExecutionConfigurationBuilder builder)
    {
        ((ExecutionConfigurationBuilder)builder).WithArguments = true;
        return builder;
    }

    public static IExecutionConfigurationBuilder WithEnvironmentVariablesConfig(this IExecutionConfigurationBuilder builder)
    {
        ((ExecutionConfigurationBuilder)builder).WithEnvironmentVariables = true;
        return builder;
    }
}
