using System.CommandLine;

namespace HomeLab.Cli.Commands.Get;

/// <summary>Lists one kind of thing.</summary>
static class GetCommand
{
    public static Command Create(Actions actions) => new("get", "List what the fleet knows of: one line a thing.")
    {
        SourcesListing.Create(actions),
        RepositoriesListing.Create(actions),
        SystemsListing.Create(actions),
        ResourcesListing.Create(actions),
        EndpointsListing.Create(actions),
        DocumentsListing.Create(actions),
        ZonesListing.Create(actions),
        RecordsListing.Create(actions),
        UplinksListing.Create(actions),
        DetectorsListing.Create(actions),
        WorkListing.Create(actions),
        HoldsListing.Create(actions),
        NotifiersListing.Create(actions),
        BudgetListing.Create(actions),
        ProposalsListing.Create(actions),
    };
}
