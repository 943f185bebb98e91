using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Answers;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Sources;
using HomeLab.Dns.Tunnels;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Rpc;
using Microsoft.Extensions.Options;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Rpc;

/// <summary>Tells what is in the zones, what is ours of it, and what is not done and why.</summary>
sealed class DnsService(
    LabStore labs, ZoneMirror mirror, ZoneStatuses statuses, ZoneOwnership owners, OwnershipWishes wishes, UplinkListing uplinks, TunnelReadings tunnels,
    BudgetStore budgets, AnswerStore answers, IOptions<DnsOptions> options, TimeProvider time)
    : Contract.Dns.DnsBase
{
    static readonly Reason NeverRead = new("NeverRead", "the zone was not read yet");

    public override async Task<Contract.ListZonesResponse> ListZones(Contract.ListZonesRequest request, ServerCallContext context)
    {
        var response = new Contract.ListZonesResponse();
        foreach (var zone in (await labs.ReadAsync(context.CancellationToken)).Zones())
        {
            response.Zones.Add(await DescribeAsync(zone, context.CancellationToken));
        }
        return response;
    }

    public override async Task<Contract.Zone> GetZone(Contract.GetZoneRequest request, ServerCallContext context)
    {
        var (zone, _) = await FindAsync(request.Name, context.CancellationToken);
        var described = await DescribeAsync(zone, context.CancellationToken);
        var answered = await answers.ReadAsync(zone, context.CancellationToken);
        described.Records.Add(await RecordsAsync(zone, answered, context.CancellationToken));
        described.Lingering.Add(answered.Values.Where(it => it is { IsGone: true, State: AnswerState.Differs }).OrderBy(it => it.Record.Key).Select(it =>
        {
            var lingering = Wanted(it.Record, by: "");
            lingering.Answer = Answered(it);
            return lingering;
        }));
        var status = await statuses.ReadAsync(zone, context.CancellationToken);
        described.Records.Add((status?.Wanted ?? []).Select(line => Wanted(RecordJson.ReadRecord(line.Record), line.By)));
        return described;
    }

    public override Task<Contract.ListUplinksResponse> ListUplinks(Contract.ListUplinksRequest request, ServerCallContext context) =>
        uplinks.ReadAsync(context.CancellationToken);

    public override async Task<Contract.ListTunnelsResponse> ListTunnels(Contract.ListTunnelsRequest request, ServerCallContext context)
    {
        var (zone, lab) = await FindAsync(request.Zone, context.CancellationToken);
        if (lab.Account(zone) is not ProviderAccount.Cloudflare account)
        {
            throw new RpcException(new Status(StatusCode.NotFound, $"{zone} is not at Cloudflare, and only there are tunnels."));
        }
        var reading = await tunnels.ReadAsync(account, zone, request.Known, context.CancellationToken);
        return new Contract.ListTunnelsResponse
        {
            Provider = new Contract.Provider
            {
                Name = $"cloudflare/{zone}/tunnels",
                Complete = reading.Silence is null,
                ReasonCode = reading.Silence?.Code ?? "",
                Reason = reading.Silence?.Message ?? "",
                Age = Age(reading.ReadAt),
                Identity = reading.Last?.AccountId ?? "",
            },
            Tunnels = { (reading.Last?.Tunnels ?? []).Select(TunnelMessages.Of) },
        };
    }

    async Task<(ZoneName Zone, LabSnapshot Lab)> FindAsync(string name, CancellationToken cancellationToken)
    {
        var lab = await labs.ReadAsync(cancellationToken);
        var known = lab.Zones();
        if (ZoneName.TryParse(name, out var zone) && known.Contains(zone))
        {
            return (zone, lab);
        }
        throw new RpcException(new Status(StatusCode.NotFound, $"'{name}' is no zone of the lab; those are: {ListOf(known)}."));
    }

    public override async Task<Contract.ListBudgetsResponse> ListBudgets(Contract.ListBudgetsRequest request, ServerCallContext context) => new()
    {
        Budgets =
        {
            (await budgets.ListAsync(context.CancellationToken)).Select(budget => BudgetMessages.Of(budget.Key, budget.Value, time.GetUtcNow())),
        },
    };

    public override async Task<Contract.ChangeOwnershipResponse> ChangeOwnership(Contract.ChangeOwnershipRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var known = (await labs.ReadAsync(context.CancellationToken)).Zones();
        if (!System.Enum.TryParse<OwnershipAction>(request.Action, ignoreCase: true, out var action) || !System.Enum.IsDefined(action))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"'{request.Action}' is not adopt, recover, release or take."));
        }
        if (!ZoneName.TryParse(request.Scope, out var scope)
            || ZoneName.Of(scope.Apex, known.Where(zone => zone.Server == scope.Server)) is not { } zone)
        {
            throw new RpcException(new Status(StatusCode.NotFound, $"'{request.Scope}' is no zone of the lab and in none; those are: {ListOf(known)}."));
        }
        var name = scope == zone ? null : scope.Apex;
        await wishes.AddAsync(zone, DnsReconciler.KeyOf(zone), new OwnershipWish(action, name, caller.Name), context.CancellationToken);
        return new Contract.ChangeOwnershipResponse { Zone = zone.ToString(), Name = name?.ToString() ?? "" };
    }

    static string ListOf(IReadOnlyList<ZoneName> zones) => zones.Count == 0 ? "none" : string.Join(", ", zones);

    async Task<Contract.Zone> DescribeAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        var described = new Contract.Zone { Name = zone.ToString() };
        var status = await statuses.ReadAsync(zone, cancellationToken);
        if (status is not null)
        {
            described.Outcome = status.Outcome;
            described.ReasonCode = status.ReasonCode;
            described.Reason = status.Reason;
            described.At = Timestamp.FromDateTimeOffset(status.At);
            described.Withheld.Add(status.Withheld.Select(line =>
                new Contract.Withheld { Change = line.Change, ReasonCode = line.ReasonCode, Reason = line.Reason }));
        }
        var contact = await mirror.ContactAsync(zone, cancellationToken);
        described.MirrorAge = Age(contact.ReadAt);
        described.Provider = Described(zone, contact, status?.Silence);
        return described;
    }

    Contract.Provider Described(ZoneName zone, ZoneContact contact, Reason? silence)
    {
        var why = silence ?? (contact.HeardAt is null ? NeverRead : null);
        return new Contract.Provider
        {
            Name = zone.Server is null ? $"cloudflare/{zone}" : $"dns/{zone.Server}/{zone.Apex}",
            Complete = why is null,
            ReasonCode = why?.Code ?? "",
            Reason = why?.Message ?? "",
            Age = Age(contact.HeardAt),
            Identity = contact.ProviderId ?? "",
        };
    }

    Duration? Age(DateTimeOffset? at) => at is { } then ? Duration.FromTimeSpan(time.GetUtcNow() - then) : null;

    async Task<IEnumerable<Contract.Record>> RecordsAsync(
        ZoneName zone, IReadOnlyDictionary<string, KnownAnswer> answered, CancellationToken cancellationToken)
    {
        var mirrored = await mirror.ReadAsync(zone, cancellationToken);
        var ownership = await owners.ReadAsync(zone, DnsReconciler.KeyOf(zone), cancellationToken);
        var programs = new OtherPrograms(new ActualZone(zone, mirrored.Records), ownership);
        return mirrored.Records.OrderBy(record => record.Key).Select(record =>
        {
            var @object = ownership.RecordedAs(record);
            var described = Described(record.Record, record.Id, @object is not null, @object is null ? null : ownership.Claims.GetValueOrDefault(@object));
            described.KeptBy = ownership.ObjectOf(record) is not null ? ""
                : (programs.KeeperOf(record) ?? ownership.Strangeness(record)) is { Code: not Reasons.ForeignCode } reason ? reason.Code : "";
            described.Answer = @object is not null && answered.GetValueOrDefault(@object) is { IsGone: false } answer && answer.Record == record.Record
                ? Answered(answer) : null;
            described.Held = @object is not null && ownership.Undone.FirstOrDefault(undo => undo.Restored.Record == record.Record) is { } held ? UndoMessages.Of(held) : null;
            return described;
        });
    }

    Contract.Answer Answered(KnownAnswer answer) => new()
    {
        State = JsonNamingPolicy.CamelCase.ConvertName(answer.State.ToString()),
        Detail = answer.Detail,
        Since = Timestamp.FromDateTimeOffset(answer.Since),
        Age = Age(answer.AskedAt),
        ReasonCode = answer.IsNotServed(options.Value.ServedWithin, time.GetUtcNow()) ? NotServed.Code : "",
    };

    static Contract.Record Described(DnsRecord record, string id, bool isOwned, Claim? claim)
    {
        var described = Wanted(record, claim is { AbsentSince: null } ? claim.Address : "");
        described.Id = id;
        described.IsOwned = isOwned;
        described.Policy = claim is null or { Policy: ChangePolicy.Sync } ? "" : JsonNamingPolicy.CamelCase.ConvertName(claim.Policy.ToString());
        return described;
    }

    static Contract.Record Wanted(DnsRecord record, string by) => new()
    {
        Name = record.Name.ToString(),
        Type = record.Content.Type,
        Content = record.Content.ToString(),
        Proxied = record.Proxied,
        Ttl = record.Ttl.Seconds,
        WantedBy = by,
    };
}
