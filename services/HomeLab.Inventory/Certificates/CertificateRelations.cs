using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Certificates;

/// <summary>What else of the lab a certificate bears on: behind a host name what answers to it, and what it passes on the way.</summary>
static class CertificateRelations
{
    static readonly HashSet<string> OnTheWay = ["routesTo", "passesThrough", "attachedTo"];
    const int LongestWay = 4;

    /// <returns>Addresses, in their order, without the object itself.</returns>
    public static IReadOnlyList<string> Of(LabGraph graph, string address)
    {
        if (!address.StartsWith("host/", StringComparison.Ordinal))
            return [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        IEnumerable<string> edge = [address];
        for (var step = 0; step < LongestWay; step++)
            edge = [.. edge.SelectMany(graph.Leaving).Where(it => OnTheWay.Contains(it.Kind)).Select(it => it.To).Where(found.Add)];
        return [.. found];
    }
}
