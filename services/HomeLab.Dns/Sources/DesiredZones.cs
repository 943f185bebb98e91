using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Sources;

/// <summary>What a snapshot asks of one zone. Pure.</summary>
static class DesiredZones
{
    public const string RemovedFromLab = "RemovedFromLab";

    /// <summary>A look asks Inventory first, so an answer older than this says that it did not answer.</summary>
    static readonly TimeSpan LatestAnswer = TimeSpan.FromSeconds(15);

    /// <summary>Whether the snapshot is only a memory.</summary>
    public static bool IsMemory(LabSnapshot snapshot, DateTimeOffset now) => now - snapshot.ReceivedAt > LatestAnswer;

    /// <param name="withdrawAfter">How long what a record waits for has to be unhealthy before the record goes, where that was asked for.</param>
    public static DesiredZone Of(LabSnapshot snapshot, ZoneName zone, DateTimeOffset now, TimeSpan withdrawAfter)
    {
        var zones = snapshot.Zones().Where(other => other.Server == zone.Server).ToList();
        var view = snapshot.View(zone);
        var removed = snapshot.Sources.Where(IsRemoved).ToDictionary(source => source.Name, source => new Reason(source.ReasonCode, source.Reason));
        var records = snapshot.Documents.Values.SelectMany(document => DeclaredRecords.Of(document, view, snapshot.Addresses))
            .Concat(snapshot.Endpoints.Values.Where(endpoint => zone.Server is null || !IsTunnels(endpoint.Source)).SelectMany(endpoint => EndpointRecords.Of(
                endpoint, InsideOf(endpoint, snapshot, view), removed.GetValueOrDefault(endpoint.Source))))
            .Where(record => ZoneName.Of(record.Name, zones) == zone)
            .Select(record => zone.Server is null ? record : record with { Proxied = null })
            .Select(record => Readinesses.Waiting(record, snapshot, IsMemory(snapshot, now), withdrawAfter));
        return new DesiredZone(
            zone,
            EpochOf(snapshot),
            [.. records],
            [.. snapshot.Sources.Where(source => CanClaim(source, snapshot)).Select(source => StateOf(source, now - snapshot.ReceivedAt)), InventoryItself(snapshot, now)],
            Holds.Of(snapshot))
        {
            ToldSources = [.. snapshot.Lab?.ToldSources ?? []],
        };
    }

    /// <summary>Inside, the address that the lab gives the source; where it gives none, inside is as outside (null).</summary>
    static string? InsideOf(Endpoint endpoint, LabSnapshot snapshot, View view) =>
        view == View.Internal && !endpoint.IsDeclared ? snapshot.Lab!.InternalTargets.GetValueOrDefault(endpoint.Source) : null;

    /// <summary>While it is silent every absence may have ended unheard.</summary>
    static SourceState InventoryItself(LabSnapshot snapshot, DateTimeOffset now) => new(
        "inventory",
        now - snapshot.ReceivedAt,
        IsMemory(snapshot, now) ? new Reason("InventorySilent", $"{snapshot.Silence ?? "it is not heard"} (last heard at {snapshot.ReceivedAt:yyyy-MM-ddTHH:mm:ssZ})") : null);

    static SourceState StateOf(Source source, TimeSpan since) => new(
        source.Name,
        source.Age is null ? null : source.Age.ToTimeSpan() + (since > TimeSpan.Zero ? since : TimeSpan.Zero),
        source.Complete ? null : new Reason(source.ReasonCode, source.Reason.Length > 0 ? source.Reason : "its last read was not complete."),
        IsRemoved(source));

    /// <summary>Another lab under the same database proves as little as another database.</summary>
    static string EpochOf(LabSnapshot snapshot) =>
        snapshot.Lab is { Name: { Length: > 0 } name } ? $"{snapshot.Epoch}/{name}" : snapshot.Epoch;

    /// <summary>
    /// What Inventory knows of zones it has from here, and it proves nothing, but for tunnels where they ask for names. What repositories declare
    /// asks for no record until it runs somewhere, which another source shows.
    /// </summary>
    static bool CanClaim(Source source, LabSnapshot snapshot) => source.Name.Split('/') switch
    {
        // One that no longer asks proves that as long as it is read.
        _ when IsTunnels(source.Name) => snapshot.Lab?.Cloudflare is { PublishesTunnels: true } || source.Complete,
        ["cloudflare" or "dns" or "repository" or "pulls" or "backups", ..] => false,
        _ => true,
    };

    /// <summary>Nobody but Cloudflare can follow an alias into a tunnel.</summary>
    static bool IsTunnels(string source) => source.Split('/') is ["cloudflare", _, "tunnels"];

    static bool IsRemoved(Source source) => !source.Complete && source.ReasonCode == RemovedFromLab;
}
