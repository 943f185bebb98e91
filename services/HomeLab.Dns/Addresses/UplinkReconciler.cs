using HomeLab.Contracts.Dns;
using HomeLab.Dns.Addresses.Agreement;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Addresses;

/// <summary>
/// Learns one uplink's public addresses: ask, agree, adopt, report. Writes nothing outside: the records that follow are the zones' business, which are made due
/// in the transaction that keeps the address and tells of it.
/// </summary>
sealed class UplinkReconciler(
    LabFeed feed, UplinkStates states, Detection detection, WorkQueue queue, AddressMetrics metrics, IOptions<AddressOptions> options, TimeProvider time) : IReconciler
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
        var known = (await states.ReadAsync(cancellationToken)).Where(it => it.Uplink == uplink.Name).ToDictionary(it => it.Family, it => it.Known);
        var rounds = await Task.WhenAll(followings.Select(it => it.Family).Distinct().Order()
            .Select(family => RoundAsync(uplink, family, known.GetValueOrDefault(family) ?? KnownAddress.Nothing, cancellationToken)));
        var now = time.GetUtcNow();
        var changes = rounds.Where(round => round.IsChange).ToList();
        var names = followings.Where(it => changes.Exists(round => round.Family == it.Family)).Select(it => it.Name).ToList();
        var zones = lab.Zones().Where(zone => names.Exists(name => name.IsWithin(zone.Apex))).Select(DnsReconciler.KeyOf).ToList();
        return OutcomeOf(uplink, rounds) with
        {
            Facts = [.. changes.Select(change => Fact(uplink, change, now))],
            Write = async (transaction, recording) =>
            {
                foreach (var round in rounds)
                {
                    await UplinkStates.WriteAsync(uplink.Name, round, now, transaction, recording);
                }
                await queue.EnqueueAsync(zones, Cause.Here(nameof(PublicAddressChanged), uplink.Name, now), transaction, recording);
                changes.ForEach(change => metrics.Changed(uplink.Name, change.Family));
            },
        };
    }

    public Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing outside is written for an uplink.");

    async Task<Round> RoundAsync(Uplink uplink, IpFamily family, KnownAddress known, CancellationToken cancellationToken)
    {
        var answers = await detection.AskAsync(uplink, family, cancellationToken);
        var bits = uplink.BitsOf(family);
        var verdict = Quorum.Of(answers, uplink.Quorum, bits);
        metrics.Concluded(uplink.Name, family, verdict is Verdict.Open open ? open.Reason.Code : "Agreed");
        return new Round(family, answers, verdict, known, Adoption.After(known, verdict, bits, uplink.Confirmations, time.GetUtcNow()));
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
