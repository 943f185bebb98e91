using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class DocumentsListing
{
    static readonly Listing<Document> Listing = new(
        "documents", "The lab's documents, right and wrong.", document => document.Address,
        [
            new("DOCUMENT", document => document.Address),
            new("STATE", Texts.State),
            new("PLACE", document => $"{document.File}:{document.Line}"),
            new("PROBLEM", Texts.Problem, IsElastic: true),
        ],
        document => JsonText.Of(document).Unfold("specJson"), "There are no such documents.");

    public static Command Create(Actions actions)
    {
        var kind = new Option<string?>("--kind") { Description = "Only of this kind, such as DnsRecord." };
        var wrong = new Option<bool>("--wrong") { Description = "Only those with a mistake, or missing without proof that this was meant." };
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await run.Fleet.SnapshotAsync(cancellationToken, Scope.Lab)).Documents
                .Where(it => run.Value(kind) is not { } wanted || it.Kind.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                .Where(it => !run.Value(wrong) || !it.IsValid || it.IsAbsent),
            kind, wrong);
    }
}
