using HomeLab.Cli.Fleets;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Lab;

namespace HomeLab.Cli.Commands;

/// <summary>One key that a service keeps true.</summary>
sealed record WorkItem(FleetService Service, Work Work, DateTimeOffset Now)
{
    /// <summary><c>zone/example.org</c>.</summary>
    public string Name => $"{Work.Kind}/{Work.Key}";

    public static async Task<IReadOnlyList<WorkItem>> AllAsync(Run run, CancellationToken cancellationToken)
    {
        var answers = await run.Fleet.AllAsync(service => service.ControlAsync(
            (control, options) => control.ListWorkAsync(new ListWorkRequest(), options), cancellationToken));
        return [.. answers.SelectMany(it => it.Answer.Work.Select(work => new WorkItem(it.Service, work, run.Now)))];
    }

    /// <summary>The one key that <paramref name="text"/> names: <c>zone/example.org</c>, or <c>example.org</c> where that is enough.</summary>
    public static async Task<WorkItem> FindAsync(Run run, string text, CancellationToken cancellationToken)
    {
        var all = await AllAsync(run, cancellationToken);
        var found = all.Where(it => it.Name == text).ToList() is [_, ..] exact ? exact : [.. all.Where(it => it.Work.Key == text)];
        return found switch
        {
            [var one] => one,
            [] when run.Shortcoming != ExitCode.Ok => throw new CommandException(
                ExitCode.Unreachable, $"No service that answers has a key {text}."),
            [] => throw new CommandException(ExitCode.NotFound, Missing(text, all)),
            _ => throw new CommandException(
                ExitCode.Usage, $"{text} is several keys: {string.Join(", ", found.Select(it => it.Name))}; say which."),
        };
    }

    static string Missing(string text, IReadOnlyList<WorkItem> all)
    {
        var hint = Spelling.Hint(text, all.SelectMany(it => new[] { it.Name, it.Work.Key }));
        return hint.Length > 0 ? $"There is no key {text}{hint}." : $"There is no key {text}; `homelab get work` lists them.";
    }
}
