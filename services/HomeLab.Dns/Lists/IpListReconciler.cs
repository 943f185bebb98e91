using System.Net;
using System.Text.Json;
using HomeLab.Cloudflare;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Lists;

/// <summary>Keeps one list of Cloudflare's account in step with the lab's public addresses: what is new is added, and once that stands, what is old is removed.</summary>
sealed class IpListReconciler(
    LabFeed feed, UplinkStates uplinks, CloudflareProviders providers, Installation installation, OwnedObjects ledger, IOptions<DnsOptions> options,
    TimeProvider time)
    : IReconciler
{
    public const string ListKind = "list";

    public const string Create = "create";
    public const string Delete = "delete";

    const string Why = "The list is to hold the lab's public addresses.";

    /// <summary>Of IPv6 a rule means a network, and the longest that a list takes is a /64.</summary>
    const int LongestV6 = 64;

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    static readonly Reason NotApplied = new("NotApplied", "The list was read after the write's deadline and shows no effect of it.");

    static readonly Reason NotShown = new("NotShown", "Cloudflare carried it out, and the list does not show it yet.");

    public string Kind => ListKind;

    public TimeSpan ResyncInterval => options.Value.MirrorMaxAge;

    public static WorkKey KeyOf(IpList list) => new(ListKind, list.Name);

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        return lab.Lab is null
            ? throw new InvalidOperationException("Inventory has not told of a lab.yaml yet, so its lists are not known.")
            : [.. lab.IpLists().Select(it => it.Name)];
    }

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        if (lab.IpLists().FirstOrDefault(it => it.Name == context.Key.Key) is not { } wanted || Account(lab) is not var (account, zone))
        {
            // Taken out of the lab: what stands on it stays.
            return new ReconcileOutcome.Converged();
        }
        if (Networks(wanted, lab, await uplinks.ReadAsync(cancellationToken)) is not { } networks)
        {
            return new ReconcileOutcome.Waiting(
                new Reason("AddressUnknown", "An address of its uplinks is not known yet, so nothing is changed; `homelab get uplinks` tells why."), options.Value.RetryAfter);
        }
        var lists = providers.IpListsOf(account, context.IsUrgent ? CallPriority.Urgent : CallPriority.Normal);
        if (!(await lists.ObserveAsync(zone, wanted.Name, cancellationToken)).TryGetValue(out var list, out var reason))
        {
            return ProviderReasons.NeedsPerson(reason.Code)
                ? new ReconcileOutcome.Stalled(reason) { RevisitAfter = options.Value.StalledRetryAfter }
                : new ReconcileOutcome.Waiting(reason, options.Value.RetryAfter);
        }
        var owned = await ledger.ListAsync(context.Key, cancellationToken);
        var plan = IpListPlan.Of(networks, list.Items, await installation.GetIdAsync(cancellationToken), owned.Select(it => it.ProviderId).ToHashSet());
        if (plan.IsEmpty)
        {
            return new ReconcileOutcome.Converged();
        }
        var next = IpListProposals.NextOf(plan);
        if (next.Add.Count == 0 && Holds.Of(lab).FirstOrDefault(it => it.Until > time.GetUtcNow() && it.Covers(context.Key.ToString())) is { } hold)
        {
            return new ReconcileOutcome.Waiting(Reasons.Held(hold), options.Value.RetryAfter);
        }
        switch (lab.Policy(options.Value).Apply)
        {
            case ApplyMode.Auto:
                return await CarryOutAsync(context, context.Intents, lists, zone, list, next, owned, cancellationToken);
            case ApplyMode.DryRun:
                return new ReconcileOutcome.Previewed { Plan = IpListProposals.Recorded(wanted.Name, plan, ApplyMode.DryRun) };
        }
        var proposal = IpListProposals.Of(wanted.Name, next);
        return await context.Decisions.OnAsync(proposal.Plan.Hash, cancellationToken) switch
        {
            Decision.Approved approved => await CarryOutAsync(context, approved.Intents, lists, zone, list, next, owned, cancellationToken),
            Decision.Rejected rejected => new ReconcileOutcome.Stalled(Reasons.Rejected(rejected)) { Plan = proposal.Plan, Proposal = proposal },
            _ => new ReconcileOutcome.Proposed(proposal.Reasons) { Plan = proposal.Plan, Proposal = proposal },
        };
    }

    public async Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        if (Account(lab) is not var (account, zone))
        {
            return new Settlement.Unconfirmed(new Reason("ProviderUnknown", "The lab names no Cloudflare account any more in which the list could be read."));
        }
        var observed = await providers.IpListsOf(account, CallPriority.Normal).ObserveAsync(zone, intent.Key.Key, cancellationToken);
        return !observed.TryGetValue(out var list, out var reason) ? new Settlement.Unconfirmed(reason)
            : intent.Draft.Action == Create ? (Settlement?)Made(intent, list) ?? new Settlement.Rejected(NotApplied)
            : list.Items.Any(it => it.Id == IdOf(intent)) ? new Settlement.Rejected(NotApplied)
            : new Settlement.Applied(IdOf(intent), State: null);
    }

    Task<ReconcileOutcome> CarryOutAsync(
        ReconcileContext context, IIntents intents, CloudflareIpLists lists, ZoneName zone, IpListItems list, IpListPlan next,
        IReadOnlyList<OwnedObject> owned, CancellationToken cancellationToken) => next.Add.Count > 0
        ? AddAsync(context, intents, lists, zone, list, next.Add, cancellationToken)
        : RemoveAsync(intents, lists, list, next.Remove, owned, cancellationToken);

    async Task<ReconcileOutcome> AddAsync(
        ReconcileContext context, IIntents writer, CloudflareIpLists lists, ZoneName zone, IpListItems list, IReadOnlyList<IPNetwork> networks,
        CancellationToken cancellationToken)
    {
        var owner = await installation.GetIdAsync(cancellationToken);
        var drafts = networks.Select(it => new IntentDraft($"{context.Key.Key}/{ListItem.Text(it)}", Create, null, State(ListItem.Text(it)), Why)).ToList();
        var intents = await writer.OpenAsync(drafts, options.Value.WriteTimeout, cancellationToken);
        var items = networks.Zip(intents, (network, intent) => new ListItemWrite(ListItem.Text(network), new OwnerMark(owner, intent.Id).ToString())).ToList();
        var failed = await lists.AddAsync(list, items, intents[0].DeadlineAt - options.Value.CallTimeout, cancellationToken);
        if (failed is null)
        {
            // Their ids are known to the list alone.
            var observed = await lists.ObserveAsync(zone, context.Key.Key, cancellationToken);
            return observed.TryGetValue(out var after, out var reason)
                ? await SettleAsync(writer, [.. intents.Select(it => (it, (Settlement?)Made(it, after) ?? new Settlement.Unconfirmed(NotShown)))], cancellationToken)
                : await SettleAsync(writer, [.. intents.Select(it => (it, (Settlement)new Settlement.Unconfirmed(reason)))], cancellationToken);
        }
        return await SettleAsync(writer, [.. intents.Select(it => (it, failed))], cancellationToken);
    }

    async Task<ReconcileOutcome> RemoveAsync(
        IIntents writer, CloudflareIpLists lists, IpListItems list, IReadOnlyList<ListItem> items, IReadOnlyList<OwnedObject> owned,
        CancellationToken cancellationToken)
    {
        var drafts = items.Select(it => new IntentDraft(
            owned.First(one => one.ProviderId == it.Id).Object, Delete, JsonSerializer.Serialize(new { id = it.Id, ip = ListItem.Text(it.Network) }), null, Why)).ToList();
        var intents = await writer.OpenAsync(drafts, options.Value.WriteTimeout, cancellationToken);
        var failed = await lists.RemoveAsync(list, [.. items.Select(it => it.Id)], intents[0].DeadlineAt - options.Value.CallTimeout, cancellationToken);
        return await SettleAsync(
            writer, [.. intents.Zip(items, (intent, item) => (intent, failed ?? new Settlement.Applied(item.Id, State: null)))], cancellationToken);
    }

    async Task<ReconcileOutcome> SettleAsync(IIntents writer, IReadOnlyList<(Intent Intent, Settlement Settlement)> settled, CancellationToken cancellationToken)
    {
        await writer.SettleAsync(settled, alsoWrite: null, cancellationToken);
        return settled[0].Settlement switch
        {
            Settlement.Rejected rejected => new ReconcileOutcome.Waiting(rejected.Reason, options.Value.RetryAfter),
            Settlement.Unconfirmed unconfirmed => new ReconcileOutcome.Waiting(unconfirmed.Reason, Soon),
            _ => new ReconcileOutcome.Applied { RevisitAfter = Soon },
        };
    }

    /// <summary>Null while an address is not known, which is no reason to take anything away.</summary>
    static List<IPNetwork>? Networks(IpList list, LabSnapshot lab, IReadOnlyList<UplinkState> states)
    {
        var networks = new List<IPNetwork>();
        foreach (var uplink in list.Uplinks)
        {
            var bits = lab.Uplinks().FirstOrDefault(it => it.Name == uplink);
            foreach (var family in list.Families)
            {
                var known = states.FirstOrDefault(it => it.Uplink == uplink && it.Family == family)?.Known;
                if (known?.Address is not { } address || bits is null || bits.BitsOf(family) != known.Bits)
                {
                    return null;
                }
                networks.Add(family == IpFamily.IPv4 ? new IPNetwork(address, 32) : V6(address, Math.Min(known.Bits, LongestV6)));
            }
        }
        return networks.Count == 0 ? null : networks;
    }

    static IPNetwork V6(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = bits; i < 128; i++)
        {
            bytes[i / 8] &= (byte)~(0x80 >> (i % 8));
        }
        return new IPNetwork(new IPAddress(bytes), bits);
    }

    /// <summary>Null: the list does not show it.</summary>
    static Settlement.Applied? Made(Intent intent, IpListItems list) =>
        list.Items.FirstOrDefault(it => OwnerMark.Of(it.Comment)?.Intent == intent.Id) is { } made
            ? new Settlement.Applied(made.Id, State(ListItem.Text(made.Network)))
            : null;

    static string IdOf(Intent intent) => JsonDocument.Parse(intent.Draft.Expected!).RootElement.GetProperty("id").GetString()!;

    static string State(string ip) => JsonSerializer.Serialize(new { ip });

    static (ProviderAccount.Cloudflare Account, ZoneName Zone)? Account(LabSnapshot lab) =>
        lab.Zones().FirstOrDefault(it => it.Server is null) is { } zone && lab.Account(zone) is ProviderAccount.Cloudflare account ? (account, zone) : null;
}
