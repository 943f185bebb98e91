using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Filters;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Resources;
using Contract = HomeLab.Contracts.Grpc.Inventory;
using Owner = HomeLab.Inventory.Owners.Owner;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what is not as it should be, and what has no copy.</summary>
sealed class FindingsService(FindingQueries findings, OwnerQueries owners, LabViews views) : Contract.Findings.FindingsBase
{
    public override async Task<ListFindingsResponse> ListFindings(ListFindingsRequest request, ServerCallContext context)
    {
        var least = request.LeastSeverity == Severity.Unspecified ? FindingSeverity.Info : (FindingSeverity)((int)request.LeastSeverity - 1);
        var isMeant = await AskedFilter.BindAsync(request.Filter, Askable.Findings, views, context.CancellationToken);
        var rows = await findings.ListAsync(least, request.Scope, request.Closed, context.CancellationToken);
        var view = await views.ReadAsync(context.CancellationToken);
        return new ListFindingsResponse { Findings = { (await WithOwnersAsync(rows, context.CancellationToken)).Where(isMeant).Select(Of) }, Gaps = { view.Gaps.Select(Of) } };
    }

    public override async Task<Contract.Finding> GetFinding(GetFindingRequest request, ServerCallContext context)
    {
        var found = request.Id.Length == 0 ? [] : await findings.FindAsync(request.Id, context.CancellationToken);
        return found switch
        {
            [var only] => Of((await WithOwnersAsync([only], context.CancellationToken)).Single()),
            [] => throw new RpcException(new Status(StatusCode.NotFound, $"There is no finding {request.Id}.")),
            _ => throw new RpcException(new Status(StatusCode.InvalidArgument, $"Several findings end so; say which: {string.Join(", ", found.Select(it => it.Id))}.")),
        };
    }

    public override async Task<ProtectionReport> ListProtection(ListProtectionRequest request, ServerCallContext context)
    {
        var view = await views.ReadAsync(context.CancellationToken);
        var scope = request.Scope.TrimEnd('/');
        var things = Protections.Of(Survey.Of(view)).Where(it => scope.Length == 0 || it.Address == scope || it.Address.StartsWith(scope + "/", StringComparison.Ordinal));
        return new ProtectionReport { Things = { things.Select(Of) }, Gaps = { view.Gaps.Select(Of) } };
    }

    /// <summary>Whose the first is, of what it is about, that is anybody's.</summary>
    async Task<IEnumerable<KnownFinding>> WithOwnersAsync(IReadOnlyList<FindingRow> rows, CancellationToken cancellationToken)
    {
        var whose = await owners.OfAsync(rows.SelectMany(it => it.Addresses), cancellationToken);
        return rows.Select(row => new KnownFinding(row, row.Addresses.Select(it => whose.GetValueOrDefault(it, Owner.Nobody)).FirstOrDefault(it => it.Name.Length > 0) ?? Owner.Nobody));
    }

    static Contract.Finding Of(KnownFinding known) => Of(known.Row, known.Owner);

    static Contract.Finding Of(FindingRow row, Owner owner) => new()
    {
        Id = row.Id,
        Rule = row.Rule,
        Severity = (Severity)((int)System.Enum.Parse<FindingSeverity>(row.Severity) + 1),
        Addresses = { row.Addresses },
        What = row.What,
        Evidence = row.Evidence,
        Remedy = FindingRules.All.TryGetValue(row.Rule, out var rule) ? rule.Remedy : "",
        OpenedAt = Time(row.OpenedAt),
        ClosedAt = Time(row.ClosedAt),
        Sources = { row.Sources },
        Owner = OwnerMessages.Of(owner),
    };

    static Contract.StatefulThing Of(HomeLab.Inventory.Findings.StatefulThing thing) => new()
    {
        Address = thing.Address,
        Kind = thing.Kind,
        Protection = (Contract.Protection)((int)thing.Protection + 1),
        By = { thing.By },
        Reason = thing.Reason,
    };

    static GraphGap Of(SourceRow source) => new() { Source = source.Name, Reason = source.Reason };

    static Timestamp? Time(DateTime? at) => at is { } time ? Timestamp.FromDateTime(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;
}
