using System.CommandLine;
using System.Text.Json.Nodes;
using HomeLab.Cli.Output;
using HomeLab.Lab;
using HomeLab.Lab.Files;
using HomeLab.Lab.Yaml;

namespace HomeLab.Cli.Commands;

/// <summary>Checks a lab directory as Inventory does, with no fleet.</summary>
static class ValidateCommand
{
    public static Command Create(Actions actions)
    {
        var directory = new Argument<DirectoryInfo>("directory")
        {
            Description = "The lab directory, the one that holds lab.yaml; unset: this one.",
            DefaultValueFactory = _ => new DirectoryInfo("."),
        }.AcceptExistingOnly();
        var command = new Command("validate", "Check a lab's documents as the fleet would; needs no fleet.") { directory };
        command.SetAction(actions.Of((run, _) => Task.FromResult(Validate(run, run.Value(directory)!.ToString()))));
        return command;
    }

    static int Validate(Run run, string directory)
    {
        LabReading reading;
        try
        {
            var full = Path.GetFullPath(directory, run.Shell.Directory);
            reading = LabLoader.Load(LabFiles.Read(full, LabFiles.DefaultMaxBytes), new YamlLimits(), lastZones: null);
        }
        catch (LabUnreadableException unreadable)
        {
            throw new CommandException(ExitCode.Failed, $"{unreadable.Message} ({unreadable.Code})");
        }
        // As an editor or a terminal opens it from here.
        var problems = reading.Documents.SelectMany(it => it.Problems)
            .Select(it => it.File.Length == 0 || directory == "." ? it : it with { File = Path.Combine(directory, it.File) })
            .OrderBy(it => it.File, StringComparer.Ordinal).ThenBy(it => it.Line).ThenBy(it => it.Column).ToList();
        if (run.Page.IsJson)
        {
            run.Page.Json(new JsonObject
            {
                ["isValid"] = problems.Count == 0,
                ["documents"] = new JsonArray([.. reading.Documents.Where(it => it.Kind.Length > 0)
                    .Select(it => JsonText.From(new { it.Address, it.File, it.Line, isValid = it.Problems.Count == 0 }))]),
                ["problems"] = new JsonArray([.. problems.Select(it => JsonText.From(it))]),
            });
        }
        else
        {
            Tell(run, reading, problems);
        }
        return problems.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    static void Tell(Run run, LabReading reading, List<Problem> problems)
    {
        foreach (var problem in problems)
        {
            run.Shell.Out.WriteLine(problem);
        }
        if (problems.Count > 0)
        {
            var wrong = reading.Documents.Count(it => it.Problems.Count > 0);
            run.Shell.Note($"{Count(problems.Count, "mistake")} in {wrong} of {Count(reading.Documents.Count, "document")}.");
            return;
        }
        var kinds = reading.Documents.GroupBy(it => it.Kind).OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Count()} {it.Key}");
        run.Page.Line(new Cell($"All right: {Count(reading.Documents.Count, "document")} ({string.Join(", ", kinds)}).", Tone.Good));
    }

    static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
