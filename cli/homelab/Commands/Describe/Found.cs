using System.Text.Json.Nodes;
using Google.Protobuf;
using HomeLab.Cli.Commands.Graph;
using HomeLab.Cli.Commands.Plans;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Describe;

/// <summary>What goes by one name: a host name may be an endpoint and a record, and a zone have a record of its own name.</summary>
sealed record Found(
    IReadOnlyList<Source> Sources, IReadOnlyList<Document> Documents, IReadOnlyList<Zone> Zones,
    IReadOnlyList<(string Zone, Record Record)> Records, IReadOnlyList<Resource> Resources, IReadOnlyList<Endpoint> Endpoints,
    IReadOnlyList<Certificate> Certificates)
{
    const int ShortestUid = 6;
    const string RepositoryPrefix = "repository/";

    public bool IsEmpty => Sources.Count + Documents.Count + Zones.Count + Records.Count + Resources.Count + Endpoints.Count + Certificates.Count == 0;

    public static Found Of(Known known, string text) => new(
        [.. known.Sources.Where(it => IsSource(known, it.Name, text))],
        [.. known.Snapshot.Documents.Where(it => Is(it.Address, text) || it.File == text)],
        [.. known.Zones.Where(it => it.Name == text || $"zone/{it.Name}" == text)],
        [.. known.Zones.SelectMany(zone => zone.Records.Select(record => (zone.Name, record))).Where(it => IsRecord(it.Name, it.record, text))],
        [.. known.Snapshot.Resources.Where(it => Is(it.Address, text)
            || (text.Length >= ShortestUid && it.Uid.StartsWith(text, StringComparison.Ordinal)))],
        [.. known.Snapshot.Endpoints.Where(it => it.Host == text || it.Address == text)],
        [.. known.Certificates.Where(it => IsCertificate(it, text))]);

    /// <summary>Of sources that are repositories, what was read of each.</summary>
    public async Task<IReadOnlyList<Repository>> RepositoriesAsync(Run run, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(Sources.Where(it => it.Name.StartsWith(RepositoryPrefix, StringComparison.Ordinal))
            .Select(it => run.Fleet.RepositoriesAsync(it.Name[RepositoryPrefix.Length..], cancellationToken)));
        return [.. read.SelectMany(it => it)];
    }

    /// <summary>Of resources that hold data, whether there is a copy.</summary>
    public async Task<IReadOnlyList<StatefulThing>> ProtectionAsync(Run run, CancellationToken cancellationToken) => Resources.Count == 0
        ? [] : [.. (await run.Fleet.ProtectionAsync(cancellationToken)).Where(it => Resources.Any(resource => resource.Address == it.Address))];

    /// <summary>What a resource hangs on.</summary>
    public static async Task<IReadOnlyList<GraphEdge>> EdgesAsync(Run run, Resource resource, CancellationToken cancellationToken) =>
        (await run.Fleet.TryAsync(() => GraphAnswers.AskAsync(
            run, (graph, options) => graph.GetEdgesAsync(new GetEdgesRequest { Address = resource.Address }, options), cancellationToken)))?.Edges ?? [];

    public async Task<JsonObject> ToJsonAsync(Run run, CancellationToken cancellationToken)
    {
        var json = new JsonObject
        {
            ["sources"] = Array(Sources),
            ["repositories"] = Array(await RepositoriesAsync(run, cancellationToken)),
            ["documents"] = new JsonArray([.. Documents.Select(it => JsonText.Of(it).Unfold("specJson"))]),
            ["zones"] = new JsonArray(),
            ["records"] = new JsonArray(),
            ["resources"] = new JsonArray(),
            ["endpoints"] = Array(Endpoints),
            ["certificates"] = Array(Certificates),
            ["protection"] = Array(await ProtectionAsync(run, cancellationToken)),
        };
        foreach (var resource in Resources)
        {
            var described = JsonText.Of(resource);
            var listed = await run.Fleet.TryAsync(() => run.Fleet.ResourcesAsync(Texts.FilterOf(resource.Address), cancellationToken));
            described["owner"] = listed is [{ Owner: { } owner }, ..] ? JsonText.Of(owner) : null;
            described["edges"] = Array(await EdgesAsync(run, resource, cancellationToken));
            json["resources"]!.AsArray().Add(described);
        }
        foreach (var zone in Zones)
        {
            var described = JsonText.Of(zone);
            described["plan"] = await PlanOf(run, zone.Name, cancellationToken) is { } plan ? plan.ToJson() : null;
            json["zones"]!.AsArray().Add(described);
        }
        foreach (var (zone, record) in Records)
        {
            var described = JsonText.Of(record);
            described.Insert(0, "zone", zone);
            var history = await History.ReadAsync(run, $"{zone}/{record.Name}/{record.Type}", DescriptionPage.RecentChanges, cancellationToken);
            described["history"] = new JsonArray([.. history.Select(it => it.ToJson())]);
            json["records"]!.AsArray().Add(described);
        }
        return json;
    }

    public static async Task<CurrentPlan?> PlanOf(Run run, string zone, CancellationToken cancellationToken)
    {
        var item = (await WorkItem.AllAsync(run, cancellationToken)).FirstOrDefault(it => it.Name == $"zone/{zone}");
        return item is null ? null : await CurrentPlan.ReadAsync(item, await ProposalItem.AllAsync(run, cancellationToken), cancellationToken);
    }

    static JsonArray Array<T>(IReadOnlyList<T> messages) where T : IMessage => new([.. messages.Select(it => JsonText.Of(it))]);

    /// <summary>A zone's source ends in the zone's name, which by itself means the zone.</summary>
    static bool IsSource(Known known, string name, string text) => Is(name, text) && (name == text || known.Zones.All(it => it.Name != text));

    /// <summary>The whole address, or its end after a slash.</summary>
    static bool Is(string address, string text) => address == text || address.EndsWith("/" + text, StringComparison.Ordinal);

    /// <summary>Its own thing, or what it bears on; or the certificate itself, by its fingerprint.</summary>
    static bool IsCertificate(Certificate it, string text) => it.BearsOn.Append(it.Object).Any(address => Is(address, text))
        || (text.Length >= ShortestUid && it.Fingerprint.StartsWith(text.Replace("certificate/", "", StringComparison.Ordinal), StringComparison.Ordinal));

    static bool IsRecord(string zone, Record record, string text) =>
        record.Name == text || text == $"{record.Name}/{record.Type}" || text == $"{zone}/{record.Name}/{record.Type}" || (record.Id.Length > 0 && record.Id == text);
}
