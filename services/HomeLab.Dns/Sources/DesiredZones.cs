using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Sources;

/// <summary>What a snapshot asks of one zone. Pure.</summary>
static class DesiredZones
{
    public const string RemovedFromLab = "RemovedFromLab";

    public static DesiredZone Of(LabSnapshot snapshot, ZoneName zone, DateTimeOffset now)
    {
        var zones = snapshot.Zones();
        var removed = snapshot.Sources.Where(IsRemoved).ToDictionary(source => source.Name, source => new Reason(source.ReasonCode, source.Reason));
        var records = snapshot.Documents.Values.SelectMany(DeclaredRecords.Of)
            .Concat(snapshot.Endpoints.Values.Select(endpoint => EndpointRecords.Of(endpoint, removed.GetValueOrDefault(endpoint.Source))).OfType<DesiredRecord>())
            .Where(record => ZoneName.Of(record.Name, zones) == zone);
        return new DesiredZone(
            zone,
            snapshot.Epoch,
            [.. records],
            [.. snapshot.Sources.Select(source => StateOf(source, now - snapshot.ReceivedAt))],
            [.. snapshot.Documents.Values.Select(Holds.Of).OfType<Hold>()]);
    }

    static SourceState StateOf(Source source, TimeSpan since) => new(
        source.Name,
        source.Age is null ? null : source.Age.ToTimeSpan() + (since > TimeSpan.Zero ? since : TimeSpan.Zero),
        source.Complete ? null : new Reason(source.ReasonCode, source.Reason.Length > 0 ? source.Reason : "its last read was not complete."),
        IsRemoved(source));

    static bool IsRemoved(Source source) => !source.Complete && source.ReasonCode == RemovedFromLab;
}
