using System.CommandLine;

namespace HomeLab.Cli.Commands;

/// <summary>What is meant of a list, in the words that the service understands: it also says where one is wrong.</summary>
static class FilterOption
{
    public static Option<string?> Create(string example) => new("--filter") { Description = $"Only those that are meant, such as {example}; fields are those of the JSON output.", HelpName = "filter" };
}
