using HomeLab.Dns.Addresses;
using HomeLab.Dns.Draining;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Reconciling;

/// <summary>Makes one zone hold what the lab asks for: observe, plan, apply, report.</summary>
sealed class DnsReconciler(
    LabFeed feed, IDnsProviders providers, ZoneObservation observation, LateRecords late, PlanBrakes brakes, PlanApplier applier, ZoneReporting reporting,
    UplinkStates uplinks, DrainStore drains, IOptions<DnsOptions> options, TimeProvider time) : IReconciler
{
    public const string ZoneKind = "zone";

    /// <summary>One for the plan, and one more with the zone read whole when the mirror was found wrong.</summary>
    const int Attempts = 2;

    public string Kind => ZoneKind;

    public TimeSpan ResyncInterval => options.Value.ResyncInterval;

    public TimeSpan? LongestCall => options.Value.CallTimeout;

    public static WorkKey KeyOf(ZoneName zone) => new(ZoneKind, zone.ToString());

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        return !lab.IsKnown ? throw new InvalidOperationException("Inventory has never answered, so the lab's zones are not known yet.")
            : lab.Lab is null ? throw new InvalidOperationException("Inventory has not read a lab.yaml yet, so its zones are not known.")
            : [.. lab.Zones().Select(zone => zone.ToString())];
    }

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var zone = ZoneName.Parse(context.Key.Key);
        var lab = await feed.ReadAsync(cancellationToken);
        if (!lab.IsKnown)
        {
            return new ReconcileOutcome.Waiting(
                new Reason("LabUnknown", "Inventory has never answered, so it is not known what is wanted."), options.Value.RetryAfter);
        }
        if (!lab.Zones().Contains(zone) || lab.Account(zone) is not { } account)
        {
            // Taken out of the lab: what is in it is nobody's business any more, and stays.
            return new ReconcileOutcome.Converged();
        }
        lab = lab with
        {
            Addresses = new FollowedAddresses(await uplinks.ReadAsync(cancellationToken), lab.Uplinks()), Drains = await drains.ReadAsync(cancellationToken),
        };
        var provider = providers.Of(account).At(PriorityOf(context));
        var look = await LookAsync(context, zone, lab, provider, cancellationToken);
        var outcome = ZoneOutcomes.Of(look, provider.BlockedFor, options.Value, time.GetUtcNow());
        if (DesiredZones.IsMemory(lab, time.GetUtcNow()))
        {
            // Nobody announces that Inventory is back.
            outcome = outcome with { RevisitAfter = options.Value.RetryAfter };
        }
        return await reporting.TellAsync(zone, look, outcome, cancellationToken);
    }

    public async Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken)
    {
        var zone = ZoneName.Parse(intent.Key.Key);
        var lab = await feed.ReadAsync(cancellationToken);
        return lab.Account(zone) is { } account && await observation.DoubtAsync(zone, cancellationToken) is { } reference
            ? await ReadBack.OfAsync(intent, providers.Of(account), reference, cancellationToken)
            : new Settlement.Unconfirmed(new Reason("ProviderUnknown", $"The lab names no account any more in which {zone} could be read."));
    }

    /// <summary>Reading a zone only because time has passed can wait for everything else.</summary>
    static CallPriority PriorityOf(ReconcileContext context) =>
        context.IsUrgent ? CallPriority.Urgent : context.Cause.IsResync ? CallPriority.Read : CallPriority.Normal;

    async Task<ZoneLook> LookAsync(
        ReconcileContext context, ZoneName zone, LabSnapshot lab, IDnsProvider provider, CancellationToken cancellationToken)
    {
        ChangeReport? report = null;
        for (var attempt = 1; ; attempt++)
        {
            var observed = await ObserveAsync(context, zone, provider, cancellationToken);
            if (!observed.TryGetValue(out var view, out var reason))
            {
                return new ZoneLook(reason, Plan: null, Proposal: null, report) { Desired = DesiredZones.Of(lab, zone, time.GetUtcNow(), options.Value.WithdrawAfter) };
            }
            var now = time.GetUtcNow();
            var policy = lab.Policy(options.Value);
            var desired = DesiredZones.Of(lab, zone, now, options.Value.WithdrawAfter);
            var plan = DnsPlanner.Plan(desired, view.Actual, view.Ownership, policy, now);
            plan = await brakes.ApplyAsync(context.Key, plan, policy.Deletes, cancellationToken);
            var carriedOut = await CarryOutAsync(context, plan, view, provider, cancellationToken) with { Desired = desired };
            var done = carriedOut.Report!;
            done.Include(report);
            report = done;
            if (!report.IsContradicted || report.Unconfirmed is not null || attempt == Attempts)
            {
                return carriedOut;
            }
        }
    }

    async Task<Observed<ZoneView>> ObserveAsync(ReconcileContext context, ZoneName zone, IDnsProvider provider, CancellationToken cancellationToken)
    {
        var observed = await observation.ObserveAsync(zone, context, provider, cancellationToken);
        return observed.TryGetValue(out var view, out _) && await late.AdoptAsync(view, context, cancellationToken)
            ? await observation.ObserveAsync(zone, context, provider, cancellationToken)
            : observed;
    }

    /// <summary>Makes what needs no person, and then what a person let pass.</summary>
    async Task<ZoneLook> CarryOutAsync(
        ReconcileContext context, DnsPlan plan, ZoneView view, IDnsProvider provider, CancellationToken cancellationToken)
    {
        var proposal = Proposals.Of(plan);
        var decision = proposal is null ? null : await context.Decisions.OnAsync(plan.Hash, cancellationToken);
        await observation.RememberAsync(view, decision is Decision.Approved ? plan.Approve() : plan, context.Fence, cancellationToken);
        var writer = provider.At(context.IsUrgent ? CallPriority.Urgent : CallPriority.Normal);
        var report = await applier.ApplyAsync(plan.Changes, view, writer, context.Intents, cancellationToken);
        switch (decision)
        {
            case Decision.Approved approved when report.IsClean:
                var more = await applier.ApplyAsync(
                    ChangeOrder.Of(plan.Proposed.Select(waiting => waiting.Change)), view, provider.At(CallPriority.Urgent), approved.Intents, cancellationToken);
                more.Include(report);
                return new ZoneLook(Unavailable: null, plan.Approve(), Proposal: null, more);
            case Decision.Rejected rejected:
                return new ZoneLook(Unavailable: null, plan.Reject(Reasons.Rejected(rejected)), proposal, report);
            default:
                return new ZoneLook(Unavailable: null, plan, proposal, report);
        }
    }
}
