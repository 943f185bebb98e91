using HomeLab.Contracts.Dns;
using HomeLab.Dns.Lists;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Addresses;

/// <summary>
/// Learns one uplink's public addresses: ask, agree, adopt, report. Writes nothing outside: the records that follow are the zones' business, which are made due
/// in the transaction that keeps the address and tells of it.
/// </summary>
sealed class UplinkReconciler(
    LabFeed feed, UplinkRounds asking, Heartbeats heartbeats, WorkQueue queue, IOptions<AddressOptions> options, TimeProvider time) : IReconciler
{
    public const string UplinkKind = "uplink";

    public string Kind => UplinkKind;

    public TimeSpan ResyncInterval => options.Value.ResyncInterval;

    public static WorkKey KeyOf(Uplink uplink) => new(UplinkKind, uplink.Name);

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        return lab.Lab is null
            ? throw new InvalidOperationException("Inventory has not told of a lab.yaml yet, so its uplinks are not known.")
            : [.. lab.Uplinks().Select(uplink => uplink.Name)];
    }

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        if (lab.Uplinks().FirstOrDefault(it => it.Name == context.Key.Key) is not { } uplink)
        {
            return new ReconcileOutcome.Converged();
        }
        var followings = lab.Followings().Where(it => it.Uplink == uplink.Name).ToList();
        var rounds = await asking.AskAsync(uplink, followings.Select(it => it.Family).Concat(lab.ListedFamilies(uplink.Name)).Distinct().Order(), cancellationToken);
        if (rounds.Length > 0 && Array.TrueForAll(rounds, round => round.IsCertain))
        {
            await heartbeats.BeatAsync(uplink, ZonesOf(followings, lab), cancellationToken);
        }
        var now = time.GetUtcNow();
        var changes = rounds.Where(round => round.IsChange).ToList();
        var zones = ZonesOf(followings.Where(it => changes.Exists(round => round.Family == it.Family)), lab);
        var lists = lab.IpLists().Where(it => it.Uplinks.Contains(uplink.Name) && changes.Exists(round => it.Families.Contains(round.Family))).ToList();
        return OutcomeOf(uplink, rounds) with
        {
            Facts = [.. changes.Select(change => Fact(uplink, change, now))],
            Write = async (transaction, recording) =>
            {
                foreach (var round in rounds)
                {
                    await UplinkStates.WriteAsync(uplink.Name, round, now, transaction, recording);
                }
                var cause = Cause.Here(nameof(PublicAddressChanged), uplink.Name, now) with { IsUrgent = true };
                await queue.EnqueueAsync([.. zones.Select(DnsReconciler.KeyOf), .. lists.Select(IpListReconciler.KeyOf)], cause, transaction, recording);
            },
        };
    }

    public Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing outside is written for an uplink.");

    static List<ZoneName> ZonesOf(IEnumerable<Following> followings, LabSnapshot lab)
    {
        var names = followings.Select(it => it.Name).ToList();
        return [.. lab.Zones().Where(zone => names.Exists(name => name.IsWithin(zone.Apex)))];
    }

    ReconcileOutcome OutcomeOf(Uplink uplink, Round[] rounds)
    {
        var after = Array.Exists(rounds, round => round.After.Pending is not null) ? Earlier(options.Value.ConfirmAfter, uplink.Interval) : uplink.Interval;
        if (Array.Find(rounds, round => round.Objection is not null) is { } failed)
        {
            return new ReconcileOutcome.Waiting(failed.Objection! with { Message = $"{failed.Family}: {failed.Objection.Message}" }, after);
        }
        return Array.Exists(rounds, round => round.IsChange)
            ? new ReconcileOutcome.Applied { RevisitAfter = after }
            : new ReconcileOutcome.Converged { RevisitAfter = rounds.Length == 0 ? null : after };
    }

    static PublicAddressChanged Fact(Uplink uplink, Round round, DateTimeOffset now) => new()
    {
        Uplink = uplink.Name,
        Family = round.Family.ToString(),
        Before = round.Before.Address?.ToString() ?? "",
        After = round.After.Address!.ToString(),
        PrefixLength = round.Family == IpFamily.IPv6 ? uplink.PrefixLength ?? 0 : 0,
        Detectors = round.After.By,
        At = now,
    };

    static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
