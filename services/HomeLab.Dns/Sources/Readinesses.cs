using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Sources;

/// <summary>What Inventory's verdicts mean for records that wait for them. Pure.</summary>
static class Readinesses
{
    const string Healthy = "healthy";
    const string Unhealthy = "unhealthy";

    /// <summary>What Inventory said before is no verdict of now.</summary>
    static readonly Readiness Silent = new() { Health = "unknown", Reason = "Inventory does not answer" };

    /// <param name="withdrawAfter">How long it has to be unhealthy before a record goes.</param>
    public static DesiredRecord Waiting(DesiredRecord record, LabSnapshot lab, bool isMemory, TimeSpan withdrawAfter)
    {
        if (!lab.Readiness.TryGetValue(record.By.Address, out var readiness))
        {
            return record;
        }
        if (readiness.Withdraw && lab.Drains.FirstOrDefault(it => it.IsOf(record.By.Address) || it.IsOf(readiness.Thing)) is { } drain)
        {
            return record with { Wait = new Wait(Reasons.StopAnnounced(drain), drain.At) { Drain = drain } };
        }
        var verdict = isMemory ? Silent : readiness;
        return verdict.Health == Healthy ? record : record with
        {
            Wait = new Wait(
                Reasons.WaitsForHealth(record.By.Address, readiness.Thing.Length > 0 ? readiness.Thing : "what it leads to", verdict.Health, verdict.Reason),
                verdict is { Health: Unhealthy, Withdraw: true, Since: { } since } ? since.ToDateTimeOffset() + withdrawAfter : null),
        };
    }
}
