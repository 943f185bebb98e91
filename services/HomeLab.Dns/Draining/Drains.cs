using HomeLab.Dns.Addresses;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;

namespace HomeLab.Dns.Draining;

/// <summary>Announces stops and ends them, and tells how far the records are.</summary>
sealed class Drains(DrainStore store, LabStore labs, UplinkStates uplinks, DrainedRecords records, TimeProvider time)
{
    /// <exception cref="DrainRefusedException">Nothing is known there, or nothing of it may be withdrawn.</exception>
    public async Task<DrainReport> AskAsync(string thing, string reason, DateTimeOffset until, string by, CancellationToken cancellationToken)
    {
        var drain = new Drain(thing, reason, by, time.GetUtcNow(), until);
        var lab = await LabAsync(cancellationToken);
        var led = records.LedBy(drain, lab);
        if (led.Count == 0)
        {
            throw Refusal(drain, lab);
        }
        // As it is before: nothing is done by the announcement alone.
        var report = new DrainReport(drain, await records.ReadAsync(led, drain.At, cancellationToken));
        await store.PlaceAsync(drain, ZonesOf(led), cancellationToken);
        return report;
    }

    /// <summary>False: none was announced, or it has ended.</summary>
    public async Task<bool> EndAsync(string thing, string by, CancellationToken cancellationToken)
    {
        if ((await store.ReadAsync(cancellationToken)).FirstOrDefault(it => it.Thing == thing) is not { } drain)
        {
            return false;
        }
        await store.EndAsync(drain, by, ZonesOf(records.LedBy(drain, await LabAsync(cancellationToken))), cancellationToken);
        return true;
    }

    /// <param name="thing">Empty: all.</param>
    public async Task<IReadOnlyList<DrainReport>> ListAsync(string thing, CancellationToken cancellationToken)
    {
        var lab = await LabAsync(cancellationToken);
        var reports = new List<DrainReport>();
        foreach (var drain in (await store.ReadAsync(cancellationToken)).Where(it => thing.Length == 0 || it.Thing == thing))
        {
            reports.Add(new DrainReport(drain, await records.ReadAsync(records.LedBy(drain, lab), drain.At, cancellationToken)));
        }
        return reports;
    }

    async Task<LabSnapshot> LabAsync(CancellationToken cancellationToken)
    {
        var lab = await labs.ReadAsync(cancellationToken);
        return lab with { Addresses = new FollowedAddresses(await uplinks.ReadAsync(cancellationToken), lab.Uplinks()) };
    }

    static IEnumerable<ZoneName> ZonesOf(IEnumerable<(ZoneName Zone, DesiredRecord Record)> led) => led.Select(it => it.Zone).Distinct();

    static DrainRefusedException Refusal(Drain drain, LabSnapshot lab) =>
        lab.Endpoints.Keys.Concat(lab.Documents.Keys).Concat(lab.Readiness.Values.Select(it => it.Thing)).Any(drain.IsOf)
            ? new DrainRefusedException(
                $"No record that leads to {drain.Thing} may be withdrawn: its source, its labels or its document have to say 'withdraw' beside 'when healthy'.", isUnknown: false)
            : new DrainRefusedException($"Nothing is known at '{drain.Thing}' that a record leads to.", isUnknown: true);
}
