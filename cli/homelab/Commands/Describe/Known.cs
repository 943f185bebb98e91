using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Lab;

namespace HomeLab.Cli.Commands.Describe;

/// <summary>All that the fleet knows, in one look.</summary>
/// <param name="Zones">With their records.</param>
sealed record Known(Snapshot Snapshot, IReadOnlyList<Certificate> Certificates, IReadOnlyList<Zone> Zones)
{
    public static async Task<Known> ReadAsync(Run run, CancellationToken cancellationToken)
    {
        var inventory = run.Fleet.TryAsync(async () => Tuple.Create(await run.Fleet.SnapshotAsync(cancellationToken), await run.Fleet.CertificatesAsync(cancellationToken)));
        var zones = run.Fleet.TryAsync(async () => await Task.WhenAll(
            (await run.Fleet.ZonesAsync(cancellationToken)).Select(zone => run.Fleet.ZoneAsync(zone.Name, cancellationToken))));
        var (snapshot, certificates) = await inventory ?? Tuple.Create(new Snapshot(), (IReadOnlyList<Certificate>)[]);
        return new Known(snapshot, certificates, await zones ?? []);
    }

    public IEnumerable<Source> Sources => Snapshot.Sources;

    public IEnumerable<string> Names() => Sources.Select(it => it.Name)
        .Concat(Snapshot.Documents.Select(it => it.Address))
        .Concat(Zones.Select(it => it.Name))
        .Concat(Zones.SelectMany(it => it.Records).Select(it => it.Name))
        .Concat(Snapshot.Resources.Select(it => it.Address))
        .Concat(Snapshot.Endpoints.Select(it => it.Host))
        .Concat(Certificates.Select(it => it.Object.StartsWith("host/", StringComparison.Ordinal) ? it.Object["host/".Length..] : it.Object))
        .Distinct().Order(StringComparer.Ordinal);

    public string Missing(string text)
    {
        var hint = Spelling.Hint(text, Names().SelectMany(it => new[] { it, it.Split('/')[^1] }).Distinct());
        return hint.Length > 0 ? $"Nothing here is called {text}{hint}." : $"Nothing here is called {text}; `homelab get` lists what there is.";
    }
}
