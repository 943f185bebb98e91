using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.Compose;

static class ServiceOrder
{
    /// <summary>Each after those that start before it, else in the order in which they come.</summary>
    /// <exception cref="ComposeFailure">They wait for each other.</exception>
    public static ImmutableList<ComposeService> Of(IEnumerable<ComposeService> services)
    {
        var all = services.ToList();
        var byName = all.ToDictionary(it => it.Name);
        var ordered = ImmutableList.CreateBuilder<ComposeService>();
        var done = new HashSet<string>();
        foreach (var service in all)
            Place(service, []);
        return ordered.ToImmutable();

        void Place(ComposeService service, ImmutableList<string> path)
        {
            if (path.Contains(service.Name))
                throw new ComposeFailure($"dependency cycle detected: {string.Join(" -> ", path.Add(service.Name))}");
            if (done.Contains(service.Name))
                return;
            foreach (var other in service.After)
                Place(byName[other], path.Add(service.Name));
            done.Add(service.Name);
            ordered.Add(service);
        }
    }
}
