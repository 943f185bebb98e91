using System.CommandLine;

namespace HomeLab.Cli.Commands.Dns;

static class DnsCommand
{
    public static Command Create(Actions actions)
    {
        var command = new Command("dns", "Whose DNS records are, and what was done to them: import a zone; adopt, recover, release and take records; undo changes; drain what stops.");
        command.Add(ImportCommand.Create(actions));
        command.Add(OwnershipCommands.Create(
            actions, "adopt", "Have records that nobody marked, and that are exactly as the lab asks for them, become ours."));
        command.Add(OwnershipCommands.Create(
            actions, "recover", "Have records with only one of our two marks get the other: after a database was lost, or a comment deleted."));
        command.Add(OwnershipCommands.Create(
            actions, "release", "Hand what is ours over: it stays as it is, and another installation may take it."));
        command.Add(OwnershipCommands.Create(
            actions, "take", "Have records that another installation released, and that are exactly as the lab asks for them, become ours."));
        command.Add(UndoCommand.Create(actions));
        command.Add(TombstonesCommand.Create(actions));
        command.Add(DrainCommand.Create(actions));
        command.Add(DrainsCommand.Create(actions));
        return command;
    }
}
