using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Documentation;

/// <summary>
/// Compares what Markdown says with what the repository declares, as far as that can be done without understanding sentences: stated orders,
/// host names, links. Pure.
/// </summary>
static class DocumentationReader
{
    public const string Order = "DocumentedOrder";
    public const string Host = "DocumentedHost";
    public const string Link = "DocumentedLink";

    public static IEnumerable<Problem> Read(RepositoryTree tree, RepositoryReading reading)
    {
        var (order, hosts) = (new DeclaredOrder(reading), new DocumentedHosts(tree, reading));
        foreach (var file in tree.Files.Where(it => it.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && it.Text is not null))
        {
            var lines = MarkdownLine.Of(file.Text!);
            foreach (var problem in DocumentedOrders.In(file.Path, lines, order).Concat(hosts.In(file.Path, lines)).Concat(DocumentedLinks.In(file.Path, lines, tree)))
                yield return problem;
        }
    }
}
