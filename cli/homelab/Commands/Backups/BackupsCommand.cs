using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Backups;
using BackupsClient = HomeLab.Contracts.Grpc.Backups.Backups.BackupsClient;

namespace HomeLab.Cli.Commands.Backups;

static class BackupsCommand
{
    public static Command Create(Actions actions)
    {
        var command = new Command("backups", "Copies of volumes and databases: what has one, make one now, put one back beside what is there.");
        command.Add(BackupListings.Get(actions));
        command.Add(BackupListings.Copies(actions));
        command.Add(RunNow(actions));
        command.Add(RestoreCommands.Restore(actions));
        command.Add(RestoreCommands.Restoration(actions));
        return command;
    }

    public static Argument<string> BackupArgument(Actions actions) => new("backup")
    {
        Description = "Its key, or the address alone where one policy wants copies of it: nightly/docker/nas/volume/shop_data, database/dns-db.",
        CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) => (await run.Fleet.BackupsAsync(cancellationToken)).Backups.Select(it => it.Key)) },
    };

    static Command RunNow(Actions actions)
    {
        var backup = BackupArgument(actions);
        var command = new Command("run", "Make a copy now, due or not.") { backup };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var answer = await run.Fleet.Backups.AskAsync(
                options => new BackupsClient(run.Fleet.Backups.Invoker).RunBackupAsync(new RunBackupRequest { Backup = run.Value(backup)! }, options), cancellationToken);
            run.Page.Said(JsonText.Of(answer), $"A copy is made of {answer.Key}: homelab backups get {answer.Key}");
            return ExitCode.Ok;
        }));
        return command;
    }
}
