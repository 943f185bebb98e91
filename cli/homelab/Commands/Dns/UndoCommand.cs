using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;
using RecordChangesClient = HomeLab.Contracts.Grpc.Dns.RecordChanges.RecordChangesClient;

namespace HomeLab.Cli.Commands.Dns;

/// <summary>Puts back what stood before one change.</summary>
static class UndoCommand
{
    const int LongestDays = 90;

    public static Command Create(Actions actions)
    {
        var what = new Argument<string>("what")
        {
            Description = "A change's id (homelab history), or a record whose last change is meant: photos.example.org, photos.example.org/A.",
        };
        var days = new Option<int?>("--days") { Description = "How long what is put back is held; 7 unless the service is set otherwise." };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > LongestDays)
            {
                result.AddError($"--days is 1 to {LongestDays}.");
            }
        });
        var end = new Option<bool>("--end") { Description = "Hold it no longer: what the lab asks for is made again." };
        var command = new Command("undo", "Put back what stood before one change of a record, and hold it for a while.") { what, days, end };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var request = new UndoChangeRequest { What = run.Value(what)! };
            request.Hold = run.Value(end) ? new Duration() : run.Value(days) is { } some ? Duration.FromTimeSpan(TimeSpan.FromDays(some)) : null;
            var answer = await run.Fleet.Dns.AskAsync(
                options => new RecordChangesClient(run.Fleet.Dns.Invoker).UndoChangeAsync(request, options), cancellationToken);
            run.Page.Said(JsonText.Of(answer), SentenceOf(answer, run.Value(end)));
            return ExitCode.Ok;
        }));
        return command;
    }

    static string SentenceOf(UndoChangeResponse answer, bool isEnd) =>
        isEnd ? $"{RecordsOf(answer)} held no longer: what the lab asks for is made again."
        : answer.IsNew ? $"{ChangesOf(answer)} taken back: {RecordsOf(answer)} put back and held until {Times.Instant(answer.Held.Until)}."
        : $"{answer.Held.By} had change {answer.Held.Change} taken back already: {RecordsOf(answer)} held until {Times.Instant(answer.Held.Until)}.";

    static string ChangesOf(UndoChangeResponse answer) =>
        answer.Together.Count == 0 ? $"Change {answer.Held.Change} is" : $"{1 + answer.Together.Count} changes, {answer.Held.Change} the first, are";

    static string RecordsOf(UndoChangeResponse answer) =>
        $"{string.Join(" and ", answer.Together.Select(also => also.Restored).Prepend(answer.Restored))} {(answer.Together.Count == 0 ? "is" : "are")}";
}
