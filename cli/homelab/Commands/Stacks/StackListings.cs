using System.CommandLine;
using System.Text.Json.Nodes;
using HomeLab.Cli.Commands.Get;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Stacks;
using StacksClient = HomeLab.Contracts.Grpc.Stacks.Stacks.StacksClient;

namespace HomeLab.Cli.Commands.Stacks;

/// <summary>Stacks, their order and their operations as tables.</summary>
static class StackListings
{
    const int ShortCommit = 10;
    const int ShortestDigest = 19;

    static readonly Listing<Stack> Stacks = new(
        "get", "Stacks, how they run beside how the lab wants them.", it => it.Key,
        [
            new("STACK", it => it.Key),
            new("STATE", it => StateOf(it)),
            new("SERVICES", it => it.Services.Count == 0 ? "" : $"{it.Services.Count(service => service.Running >= service.Wanted)}/{it.Services.Count}"),
            new("COMMIT", it => Short(it.Commit)),
            new("RUNS", it => Short(it.DeployedCommit)),
            new("NOTES", it => NotesOf(it), IsElastic: true),
        ],
        it => JsonText.Of(it),
        "The lab wants no stacks; `deploy` of a repository in lab.yaml and Stack documents ask for some.");

    static readonly Listing<(string Stack, ImageUpdate Update)> Updates = new(
        "updates", "Newer images than stacks run, and what becomes of them.", it => $"{it.Stack}/{it.Update.Service}",
        [
            new("STACK", it => it.Stack),
            new("SERVICE", it => it.Update.Service),
            new("IMAGE", it => it.Update.Image),
            new("LEVEL", it => it.Update.Level),
            new("AVAILABLE", it => ShortDigest(it.Update.Available)),
            new("NEXT", it => it.Update.Next, IsElastic: true),
        ],
        it =>
        {
            var update = JsonText.Of(it.Update);
            update["stack"] = it.Stack;
            return update;
        },
        "Nothing newer is known than what stacks run.")
    {
        IsOrdered = true,
    };

    static readonly Listing<Operation> Operations = new(
        "history", "What was done to stacks, the newest first.", it => it.Stack,
        [
            new("STARTED", it => Times.Instant(it.StartedAt)),
            new("STACK", it => it.Stack),
            new("KIND", it => it.Kind),
            new("STATE", it => it.State),
            new("COMMIT", it => Short(it.Commit)),
            new("BY", it => it.Actor.Length > 0 ? it.Actor : it.Cause),
            new("OPERATION", it => it.Id),
            new("REASON", it => it.Reason, IsElastic: true),
        ],
        it => JsonText.Of(it),
        "Nothing was done to a stack yet.")
    {
        IsOrdered = true,
    };

    static readonly Listing<Job> JobRows = new(
        "jobs", "What services of stacks do by the clock, when next, and how it went last.", it => it.Key,
        [
            new("JOB", it => it.Key),
            new("SCHEDULE", it => $"{it.Schedule} ({it.Zone})"),
            new("NEXT", it => it.NextDueAt is null ? "" : Times.Instant(it.NextDueAt)),
            new("LAST", it => it.LastDueAt is null ? "" : Times.Instant(it.LastDueAt)),
            new("RESULT", it => it.Last?.State ?? ""),
            new("NOTES", it => it.Problem.Length > 0 ? it.Problem : it.Last?.Reason ?? "", IsElastic: true),
        ],
        it => JsonText.Of(it),
        "No stack that was deployed has jobs; labels homelab.job.<name>.schedule and .command of a service make some.");

    public static Command Get(Actions actions) => Stacks.Command(actions, async (run, cancellationToken) => await run.Fleet.StacksAsync(cancellationToken));

    public static Command NewerImages(Actions actions) => Updates.Command(
        actions, async (run, cancellationToken) => [.. (await run.Fleet.StacksAsync(cancellationToken)).SelectMany(stack => stack.Updates.Select(update => (stack.Key, update)))]);

    public static Command Jobs(Actions actions) => JobRows.Command(actions, async (run, cancellationToken) => (await run.Fleet.Stacks.AskAsync(
        options => new StacksClient(run.Fleet.Stacks.Invoker).ListJobsAsync(new ListJobsRequest(), options), cancellationToken)).Jobs);

    public static Command History(Actions actions) => Operations.Command(actions, async (run, cancellationToken) => (await run.Fleet.Stacks.AskAsync(
        options => new StacksClient(run.Fleet.Stacks.Invoker).ListOperationsAsync(new ListOperationsRequest(), options), cancellationToken)).Operations);

    /// <summary>Which stacks come before which; a cycle is printed and ends with an error.</summary>
    public static Command Order(Actions actions)
    {
        var command = new Command("order", "In which order stacks are deployed, and why.");
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var order = await run.Fleet.Stacks.AskAsync(options => new StacksClient(run.Fleet.Stacks.Invoker).GetOrderAsync(new GetOrderRequest(), options), cancellationToken);
            if (run.Page.IsJson)
            {
                run.Page.Json(JsonText.Of(order));
                return order.Cycles.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
            }
            for (var i = 0; i < order.Steps.Count; i++)
            {
                foreach (var stack in order.Steps[i].Stacks)
                    run.Shell.Out.WriteLine($"{i + 1}  {stack.Key}{(stack.Because.Count > 0 ? $"  after {string.Join(", ", stack.Because)}" : "")}");
            }
            foreach (var cycle in order.Cycles)
                run.Shell.Out.WriteLine($"cycle  {cycle}");
            return order.Cycles.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
        }));
        return command;
    }

    static string StateOf(Stack stack) => stack switch
    {
        { Operation: { } operation } => operation.Kind switch { "rollback" => "rolling back", "restart" => "restarting", "heal" => "healing", "remove" => "being removed", _ => "deploying" },
        { IsWanted: false } => "undeclared",
        { FailedReason.Length: > 0 } => "rolled back",
        { IsDeployed: false } => "not deployed",
        { Flapping.Count: > 0 } => "flapping",
        { Drift.Count: > 0 } => "drifted",
        { IsAsWanted: true } => "as wanted",
        _ => "differs",
    };

    static string NotesOf(Stack stack)
    {
        var drift = stack.Drift.GroupBy(it => it.Service).Select(it => $"{(it.Key.Length > 0 ? it.Key + ": " : "")}{string.Join(", ", it.Select(one => one.Field))}");
        return stack switch
        {
            { FailedReason.Length: > 0 } => stack.FailedReason,
            { Flapping.Count: > 0 } => $"Unhealthy after each restart, and left alone: {string.Join(", ", stack.Flapping)}. {string.Join(" ", stack.Notes)}".TrimEnd(),
            { Drift.Count: > 0 } => $"Changed by hand: {string.Join("; ", drift)}. {string.Join(" ", stack.Notes)}".TrimEnd(),
            _ => string.Join(" ", stack.Notes),
        };
    }

    static string ShortDigest(string available) => available.StartsWith("sha256:", StringComparison.Ordinal) ? available[..ShortestDigest] : available;

    static string Short(string commit) => commit.Length > ShortCommit ? commit[..ShortCommit] : commit;
}
