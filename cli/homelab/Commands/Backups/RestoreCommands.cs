using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Backups;
using BackupsClient = HomeLab.Contracts.Grpc.Backups.Backups.BackupsClient;

namespace HomeLab.Cli.Commands.Backups;

/// <summary>Puts a copy back beside what is there, and tells how that goes.</summary>
static class RestoreCommands
{
    const string Running = "running";
    const string Failed = "failed";

    static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    public static Command Restore(Actions actions)
    {
        var backup = BackupsCommand.BackupArgument(actions);
        var into = new Option<string>("--into") { Description = "Name of the volume or database to make; one of that name must not be there.", HelpName = "name", Required = true };
        var copy = new Option<string?>("--copy") { Description = "Which copy, as homelab backups copies lists them, or the beginning of its id; the newest where it is left out.", HelpName = "id" };
        var command = new Command("restore", "Put a copy back beside what is there, never over it, and wait until it is.") { backup, into, copy };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var request = new RestoreRequest { Backup = run.Value(backup)!, Into = run.Value(into)!, Copy = run.Value(copy) ?? "" };
            var started = await run.Fleet.Backups.AskAsync(options => new BackupsClient(run.Fleet.Backups.Invoker).RestoreAsync(request, options), cancellationToken);
            return Told(run, await EndAsync(run, started.Id, cancellationToken));
        }));
        return command;
    }

    public static Command Restoration(Actions actions)
    {
        var id = new Argument<string>("id") { Description = "As homelab backups restore told it." };
        var command = new Command("restoration", "How a restore goes, or went.") { id };
        command.SetAction(actions.Of(async (run, cancellationToken) => Told(run, await AskAsync(run, run.Value(id)!, cancellationToken))));
        return command;
    }

    /// <summary>It goes on without whoever waits for it, so they are told how to look again.</summary>
    static async Task<Restoration> EndAsync(Run run, string id, CancellationToken cancellationToken)
    {
        var again = $"homelab backups restoration {id}";
        try
        {
            var restoration = await AskAsync(run, id, cancellationToken);
            while (restoration.State == Running)
            {
                await Task.Delay(AskAgainAfter, run.Shell.Time, cancellationToken);
                restoration = await AskAsync(run, id, cancellationToken);
            }
            return restoration;
        }
        catch (OperationCanceledException)
        {
            run.Shell.Note($"The restore goes on: {again}");
            throw;
        }
        catch (CommandException silence) when (silence.ExitCode == ExitCode.Unreachable)
        {
            throw new CommandException(silence.ExitCode, $"{silence.Message} The restore may go on: {again}");
        }
    }

    static Task<Restoration> AskAsync(Run run, string id, CancellationToken cancellationToken) => run.Fleet.Backups.AskAsync(
        options => new BackupsClient(run.Fleet.Backups.Invoker).GetRestoreAsync(new GetRestoreRequest { Id = id }, options), cancellationToken);

    static int Told(Run run, Restoration restoration)
    {
        run.Page.Said(JsonText.Of(restoration), SentenceOf(restoration));
        return restoration.State == Failed ? ExitCode.Failed : ExitCode.Ok;
    }

    static string SentenceOf(Restoration restoration) => restoration.State switch
    {
        Running => $"Copy {restoration.Copy} of {restoration.Key} is put back as {restoration.Into} since {Times.Instant(restoration.StartedAt)}.",
        Failed => $"Copy {restoration.Copy} of {restoration.Key} could not be put back as {restoration.Into}: {restoration.Reason}",
        _ => $"Copy {restoration.Copy} of {restoration.Key} is back as {restoration.Into}, since {Times.Instant(restoration.EndedAt)}.",
    };
}
