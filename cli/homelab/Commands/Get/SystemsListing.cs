using System.CommandLine;
using HomeLab.Cli.Commands.Systems;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class SystemsListing
{
    static readonly Listing<Contracts.Grpc.Inventory.System> Listing = new(
        "systems", "What runs, in which version and how it is.", system => system.Id.Length > 0 ? $"{system.Id}@{system.Site}" : system.Address,
        [
            new("SYSTEM", system => system.Id.Length > 0 ? system.Id : system.Address),
            new("SITE", system => system.Site),
            new("VERSION", system => system.Version),
            new("HEALTH", system => Tones.Health(system.Health, system.Flaps)),
            new("OWNER", system => system.Owner?.Name ?? ""),
            new("SINCE", system => Times.Instant(system.Since)),
            new("REASON", system => system.Reason, IsElastic: true),
        ],
        JsonText.Of, "There are no such systems.");

    public static Command Create(Actions actions)
    {
        var unclassified = new Option<bool>("--unclassified") { Description = "Also the workloads that the catalogue does not know." };
        var absent = new Option<bool>("--absent") { Description = "Also those of which nothing is there any more." };
        var health = new Option<string?>("--health") { Description = "Only those that are so: unhealthy, impacted, degraded, unknown, healthy, paused." };
        var site = new Option<string?>("--site") { Description = "Only of this site, such as kubernetes/talos." };
        var filter = FilterOption.Create("""health = unhealthy AND depends_on("docker/komodo-host")""");
        return Listing.Command(
            actions,
            async (run, cancellationToken) =>
            {
                var request = new ListSystemsRequest { WithUnclassified = run.Value(unclassified), WithAbsent = run.Value(absent), Filter = run.Value(filter) ?? "" };
                var answer = await SystemAnswers.AskAsync(run, (systems, options) => systems.ListSystemsAsync(request, options), cancellationToken);
                return answer.Systems.Where(it => (run.Value(health) is not { } wanted || it.Health == wanted)
                    && (run.Value(site) is not { } place || it.Site == place));
            },
            unclassified, absent, health, site, filter);
    }
}
