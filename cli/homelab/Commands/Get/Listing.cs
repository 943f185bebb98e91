using System.CommandLine;
using System.Text.Json.Nodes;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Get;

/// <summary>One kind of thing that can be listed.</summary>
/// <param name="Name">By which a line is found: the optional argument is a part of it.</param>
/// <param name="Nothing">What is said where there is none.</param>
sealed record Listing<T>(
    string Noun, string Description, Func<T, string> Name, IReadOnlyList<Column<T>> Columns, Func<T, JsonNode> Json, string Nothing)
{
    /// <summary>Printed in the order in which they come, and not by name.</summary>
    public bool IsOrdered { get; init; }

    public Command Command(Actions actions, Func<Run, CancellationToken, Task<IEnumerable<T>>> read, params Option[] filters)
    {
        var part = new Argument<string?>("name")
        {
            Description = "Only those whose name has this in it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(Noun, Description) { part };
        foreach (var filter in filters)
        {
            command.Add(filter);
        }
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var wanted = run.Value(part) ?? "";
            var rows = await read(run, cancellationToken);
            var found = rows.Where(row => Name(row).Contains(wanted, StringComparison.OrdinalIgnoreCase));
            run.Page.List([.. IsOrdered ? found : found.OrderBy(Name, StringComparer.Ordinal)], Columns, Json, Nothing);
            return ExitCode.Ok;
        }));
        return command;
    }
}
