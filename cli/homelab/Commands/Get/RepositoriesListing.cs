using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class RepositoriesListing
{
    static readonly Listing<Repository> Listing = new(
        "repositories", "Repositories that declare what runs in the lab; `homelab describe repository/NAME` tells what is wrong with one.", it => it.Name,
        [
            new("REPOSITORY", it => it.Name),
            new("STATE", it => Texts.State(it.Source)),
            new("COMMIT", it => Texts.Uid(it.Commit)),
            new("BRANCH", it => it.Branch),
            new("OBJECTS", it => it.Objects.Values.Sum()),
            new("ABSENT", it => it.Absent),
            new("UNRESOLVED", it => it.UnresolvedCount),
            new("PROBLEMS", it => it.ProblemCount),
            new("REASON", it => it.Source.Reason, IsElastic: true),
        ],
        JsonText.Of, "The lab names no such repositories.");

    public static Command Create(Actions actions) => Listing.Command(
        actions, async (run, cancellationToken) => await run.Fleet.RepositoriesAsync("", cancellationToken));
}
