using FsCheck;
using FsCheck.Fluent;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>
/// What a small lab's sources told, in which order: lists of times long gone, looks at single things, some twice, some late, and of each
/// source one full read of how it is in the end. After that it only repeats itself.
/// </summary>
sealed record LabHistory(IReadOnlyList<LabHistory.Step> Steps, IReadOnlyList<int> LastRead, IReadOnlyList<int> End)
{
    const int MostSteps = 14;

    /// <summary>Of each source what there may be, each in versions that collide with others: one UUID, address or name for several.</summary>
    static readonly (string Source, ObservedResource[][] Things)[] World =
    [
        ("docker/a",
        [
            [
                Seen.Container("a", "app/web", "c1", hostName: "www.example.org", volume: "data"),
                Seen.Container("a", "app/web", "c2", state: "exited", hostName: "photos.example.org"),
            ],
            [Seen.Container("a", "app/db", "c3", volume: "data"), Seen.Container("a", "app/db", "c3", volume: "other")],
            [Seen.Container("a", "traefik", "c4", image: "traefik:3"), Seen.Container("a", "traefik", "c4", image: "nginx:1")],
            [Seen.Container("a", "traefik2", "c5", image: "docker.io/traefik:3")],
        ]),
        ("kubernetes/a",
        [
            [Node("w1", "u1", "192.0.2.1"), Node("w1", "u2", "192.0.2.2")], [Node("w2", "u2", "192.0.2.2"), Node("w2", "u3", "192.0.2.1")],
            [Pod("p1", "w1"), Pod("p2", "w2")], [Slice("""{"addresses":["10.0.0.1"],"targetRef":{"uid":"p1"}}"""), Slice("""{"addresses":["192.0.2.1"]}""")],
            [Of("v1", "Service", "web", "s1")], [Route("www.example.org"), Route("photos.example.org")],
        ]),
        ("proxmox/a",
        [
            [Seen.Guest("a", 101, "pve1", "u1", "192.0.2.1", "local"), Seen.Guest("a", 101, "pve2", "u2", "192.0.2.2", "nas")],
            [Seen.Guest("a", 102, "pve1", "u2", "192.0.2.2", "local"), Seen.Guest("a", 102, "pve1", "u1", "192.0.2.3", "local")],
            [Seen.Node("a", "pve1"), Seen.Node("a", "pve1", "offline")], [Seen.Storage("a", "pve1", "local"), Seen.Storage("a", "pve1", "nas", isShared: true)],
        ]),
        ("proxmox/b",
        [
            [Seen.Guest("b", 101, "pve1", "u1", "192.0.2.1", "local"), Seen.Guest("b", 101, "pve1", "u4", "192.0.2.4", "local")],
            [Seen.Node("b", "pve1")],
        ]),
        ("cloudflare/example.org",
        [
            [Seen.Record("example.org", "www.example.org", "A", "192.0.2.1", "r1"), Seen.Record("example.org", "www.example.org", "A", "192.0.2.2", "r1")],
            [Seen.Record("example.org", "photos.example.org", "CNAME", "www.example.org", "r2"), Seen.Record("example.org", "photos.example.org", "CNAME", "t1.cfargotunnel.com", "r2")],
        ]),
    ];

    static readonly int MostThings = World.Max(it => it.Things.Length);

    public static readonly Gen<LabHistory> Any =
        from steps in Step.Any.ListOf(MostSteps)
        from lastRead in Gen.Choose(0, MostSteps).ListOf(World.Length)
        from end in Gen.Choose(0, 2).ListOf(World.Sum(it => it.Things.Length))
        select new LabHistory([.. steps], [.. lastRead], [.. end]);

    public static IEnumerable<string> Sources => World.Select(it => it.Source);

    /// <summary>All that was told, in its order.</summary>
    public IEnumerable<(string Source, Look Look)> Told()
    {
        for (var number = 0; number <= MostSteps; number++)
        {
            for (var source = 0; source < World.Length; source++)
            {
                if (LastRead[source] == number)
                    yield return (World[source].Source, Full(source, EndOf(source)));
            }
            if (number == MostSteps)
                yield break;
            // What arrives twice arrives late.
            var step = Steps[Math.Max(0, number - Steps[number].Late)];
            var isOver = LastRead[step.Source] <= number;
            var picks = isOver ? EndOf(step.Source) : step.Picks;
            yield return (World[step.Source].Source, step.IsFull ? Full(step.Source, picks) : Single(step.Source, picks, step.Thing));
        }
    }

    /// <summary>The last full reads alone.</summary>
    public IEnumerable<(string Source, Look Look)> Final() => World.Select((it, source) => (it.Source, Full(source, EndOf(source))));

    public override string ToString() => string.Join('\n', Told().Select(it =>
        $"{it.Source} {(it.Look.IsComplete ? "all" : string.Join(' ', it.Look.Addresses!))}: {string.Join(", ", it.Look.Seen.Select(s => $"{s.Address} {s.Uid} {s.State} {s.Facts}"))}"));

    IReadOnlyList<int> EndOf(int source) => [.. End.Skip(World.Take(source).Sum(it => it.Things.Length)).Take(World[source].Things.Length)];

    static Look Full(int source, IReadOnlyList<int> picks) =>
        new("test", "read", "", [.. World[source].Things.Select((it, thing) => Pick(it, picks[thing])).OfType<ObservedResource>().DistinctBy(it => it.Address)], null, "NotListed");

    static Look Single(int source, IReadOnlyList<int> picks, int thing)
    {
        var things = World[source].Things;
        var address = things[thing % things.Length][0].Address;
        var all = Full(source, picks).Seen;
        return new Look("test", "event", address, all, new HashSet<string> { address }, "Destroyed");
    }

    /// <summary>0: it is not there.</summary>
    static ObservedResource? Pick(ObservedResource[] versions, int pick) => pick == 0 ? null : versions[(pick - 1) % versions.Length];

    static ObservedResource Of(string apiVersion, string kind, string name, string uid, string rest = "") => Seen.Object(
        "a", $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"namespace":"web","name":"{{name}}","uid":"{{uid}}"}{{rest}}}""");

    static ObservedResource Node(string name, string uuid, string address) => Seen.Object(
        "a", $$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"{{{name}}}","uid":"{{{name}}}"},"status":{"nodeInfo":{"systemUUID":"{{{uuid}}}"},"addresses":[{"type":"InternalIP","address":"{{{address}}}"}]}}""");

    static ObservedResource Pod(string uid, string node) => Of("v1", "Pod", "web-0", uid, $$$""","spec":{"nodeName":"{{{node}}}","volumes":[{"name":"d","secret":{"secretName":"keys"}}]}""");

    static ObservedResource Slice(string endpoint) => Seen.Object(
        "a", $$$"""{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"namespace":"web","name":"web-x","uid":"e1","labels":{"kubernetes.io/service-name":"web"}},"endpoints":[{{{endpoint}}}]}""");

    static ObservedResource Route(string host) => Of(
        "gateway.networking.k8s.io/v1", "HTTPRoute", "web", "h1", $$$""","spec":{"hostnames":["{{{host}}}"],"rules":[{"backendRefs":[{"name":"web"}]}]}""");

    /// <param name="Late">How many steps ago it was so already.</param>
    public sealed record Step(int Source, bool IsFull, int Thing, int Late, IReadOnlyList<int> Picks)
    {
        public static readonly Gen<Step> Any =
            from source in Gen.Choose(0, World.Length - 1)
            from isFull in Gen.Elements(true, false, false)
            from thing in Gen.Choose(0, MostThings - 1)
            from late in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
            from picks in Gen.Choose(0, 2).ListOf(MostThings)
            select new Step(source, isFull, thing, late, [.. picks]);
    }
}
