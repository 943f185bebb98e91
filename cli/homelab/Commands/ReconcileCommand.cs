using System.CommandLine;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands;

static class ReconcileCommand
{
    public static Command Create(Actions actions)
    {
        var key = KeyArgument.Create(actions);
        var command = new Command("reconcile", "Have a key looked at now, back-off or not.") { key };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var item = await WorkItem.FindAsync(run, run.Value(key)!, cancellationToken);
            await item.Service.ControlAsync(
                (control, options) => control.ReconcileAsync(
                    new ReconcileRequest { Kind = item.Work.Kind, Key = item.Work.Key }, options),
                cancellationToken);
            run.Page.Said(new { service = item.Service.Name, key = item.Name }, $"{item.Service.Name} looks at {item.Name} now.");
            return ExitCode.Ok;
        }));
        return command;
    }
}
