using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>Aspire's command line: <c>--operation publish --step publish --output-path DIR</c>, or <c>--publisher manifest</c>.</summary>
static class PublishingArguments
{
    public const string OutputPath = "Pipeline:OutputPath";
    const string Operation = "AppHost:Operation";
    const string Publisher = "Publishing:Publisher";

    static readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = Operation,
        ["--step"] = "Pipeline:Step",
        ["--publisher"] = Publisher,
        ["--output-path"] = OutputPath,
    };

    public static string[] Normalise(string[]? arguments) =>
        [.. (arguments ?? []).Select(argument =>
        {
            var (name, value) = argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (argument[..at], argument[at..]) : (argument, "");
            return names.TryGetValue(name, out var key) ? $"--{key}{value}" : argument;
        })];

    public static DistributedApplicationExecutionContextOptions ExecutionContextOptions(IConfiguration configuration)
    {
        var publisher = configuration[Publisher];
        return configuration[Operation]?.ToLowerInvariant() switch
        {
            "publish" => new(DistributedApplicationOperation.Publish, publisher ?? "manifest"),
            "run" => new(DistributedApplicationOperation.Run),
            null or "" => publisher is null
                ? new(DistributedApplicationOperation.Run)
                : new(DistributedApplicationOperation.Publish, publisher),
            var other => throw new DistributedApplicationException($"Invalid operation '{other}': it is 'run' or 'publish'."),
        };
    }
}
