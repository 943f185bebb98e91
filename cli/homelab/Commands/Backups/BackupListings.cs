using System.CommandLine;
using HomeLab.Cli.Commands.Get;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Backups;

namespace HomeLab.Cli.Commands.Backups;

/// <summary>What is to have copies, and copies that there are, as tables.</summary>
static class BackupListings
{
    const int ShortCopy = 8;

    static readonly Listing<(Backup Backup, DateTimeOffset Now)> Backups = new(
        "get", "What is to have copies, when the last was made and when the next is due.", it => it.Backup.Key,
        [
            new("BACKUP", it => it.Backup.Key),
            new("LAST", it => Times.Instant(it.Backup.LastAt)),
            new("SIZE", it => it.Backup.LastAt is null ? "" : Sizes.Short(it.Backup.LastBytes)),
            new("NEXT", it => Times.Instant(it.Backup.NextDueAt)),
            new("STATE", it => StateOf(it.Backup, it.Now)),
            new("NOTES", it => it.Backup.Problem, IsElastic: true),
        ],
        it => JsonText.Of(it.Backup),
        "The lab wants no copies; BackupPolicy documents ask for some.");

    static readonly IReadOnlyList<Column<Copy>> CopyColumns =
    [
        new("COPY", it => it.Id.Length > ShortCopy ? it.Id[..ShortCopy] : it.Id),
        new("OF", it => Times.Instant(it.At)),
        new("SIZE", it => Sizes.Short(it.Bytes)),
        new("METHOD", it => it.Method),
        new("SHA-256", it => it.Sha256, IsElastic: true),
    ];

    public static Command Get(Actions actions) => Backups.Command(actions, async (run, cancellationToken) =>
    {
        var answer = await run.Fleet.BackupsAsync(cancellationToken);
        if (answer.Silence.Length > 0)
        {
            run.Shell.Note($"What is wanted may be old: {answer.Silence}");
        }
        return answer.Backups.Select(it => (it, run.Now));
    });

    public static Command Copies(Actions actions)
    {
        var backup = BackupsCommand.BackupArgument(actions);
        var command = new Command("copies", "The copies that the repository holds of one thing, the newest first.") { backup };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            run.Page.List(await run.Fleet.BackupCopiesAsync(run.Value(backup)!, cancellationToken), CopyColumns, it => JsonText.Of(it), $"There is no copy of {run.Value(backup)} yet.");
            return ExitCode.Ok;
        }));
        return command;
    }

    static Cell StateOf(Backup backup, DateTimeOffset now) => backup switch
    {
        { IsWanted: false } => new Cell("unwanted", Tone.Faint),
        { IsOverdue: true } => new Cell("overdue", Tone.Bad),
        { Problem.Length: > 0 } => new Cell("failing", Tone.Bad),
        { LastAt: null } => new Cell("due", Tone.Attention),
        { NextDueAt: { } next } when next.ToDateTimeOffset() <= now => new Cell("due", Tone.Attention),
        _ => new Cell("ok", Tone.Good),
    };
}
