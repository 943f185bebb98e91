using Dapper;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Rpc;
using HomeLab.ServiceDefaults.Sealing;
using Npgsql;
using DeadLetter = HomeLab.Contracts.Grpc.Control.DeadLetter;

namespace HomeLab.ServiceDefaults.Control;

/// <summary>What an operator may ask of any service: its work, its plans, its history, its dead letters.</summary>
sealed class ControlService(NpgsqlDataSource database, WorkQueue work, TimeProvider time, Approvals? approvals = null, DeadLetters? letters = null) : Contracts.Grpc.Control.Control.ControlBase
{
    const int DefaultLimit = 100;
    const int LargestLimit = 1000;

    public override async Task<ListWorkResponse> ListWork(ListWorkRequest request, ServerCallContext context)
    {
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        var rows = await connection.QueryAsync<WorkRow>(new CommandDefinition(
            WorkRow.List, new { now = time.GetUtcNow() }, cancellationToken: context.CancellationToken));
        return new ListWorkResponse { Work = { rows.Select(row => row.ToMessage()) } };
    }

    public override async Task<Plan> GetPlan(GetPlanRequest request, ServerCallContext context)
    {
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<PlanRow>(new CommandDefinition(
            PlanRow.Get, new { request.Kind, request.Key }, cancellationToken: context.CancellationToken));
        return row?.ToMessage() ?? throw NotFound($"There is no plan of {request.Kind}/{request.Key}.");
    }

    public override async Task<ListProposalsResponse> ListProposals(ListProposalsRequest request, ServerCallContext context)
    {
        var open = approvals is null ? [] : await approvals.ListAsync(context.CancellationToken);
        return new ListProposalsResponse { Proposals = { open.Select(ProposalMessages.Of) } };
    }

    public override async Task<ApproveResponse> Approve(ApproveRequest request, ServerCallContext context)
    {
        await DecideAsync(new WorkKey(request.Kind, request.Key), request.Hash, DecidedProposal.Approved, why: null, context);
        return new ApproveResponse();
    }

    public override async Task<RejectResponse> Reject(RejectRequest request, ServerCallContext context)
    {
        await DecideAsync(new WorkKey(request.Kind, request.Key), request.Hash, DecidedProposal.Rejected, request.Why, context);
        return new RejectResponse();
    }

    public override async Task<ReconcileResponse> Reconcile(ReconcileRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var key = new WorkKey(request.Kind, request.Key);
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                WorkRow.Exists, new { key.Kind, key.Key }, cancellationToken: context.CancellationToken)))
        {
            throw NotFound($"Nothing here is called {key}.");
        }
        var cause = Cause.Here("Operator", key.ToString(), time.GetUtcNow()) with { Actor = caller.Name };
        await work.EnqueueNowAsync(key, cause, context.CancellationToken);
        return new ReconcileResponse();
    }

    public override async Task<ListHistoryResponse> ListHistory(ListHistoryRequest request, ServerCallContext context)
    {
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        var rows = await connection.QueryAsync<LedgerRow>(new CommandDefinition(
            LedgerRow.List,
            new { request.Object, before = request.Before == 0 ? long.MaxValue : request.Before, limit = Limit(request.Limit) },
            cancellationToken: context.CancellationToken));
        return new ListHistoryResponse { Entries = { rows.Select(row => row.ToMessage()) } };
    }

    public override async Task<VerifyHistoryResponse> VerifyHistory(VerifyHistoryRequest request, ServerCallContext context)
    {
        var verdict = await new HistoryCheck(database).CheckAsync(request.KnownSeal, context.CancellationToken);
        return new VerifyHistoryResponse
        {
            Entries = verdict.Entries,
            SealedThrough = verdict.SealedThrough,
            FirstBrokenId = verdict.Break?.EntryId ?? 0,
            Reason = verdict.Break?.Reason ?? "",
            Seal = Convert.ToHexStringLower(verdict.Seal),
        };
    }

    public override async Task<ListDeadLettersResponse> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context)
    {
        var limit = Limit(request.Limit);
        var found = letters is null ? [] : await FromBrokerAsync(() => letters.ListAsync(limit, context.CancellationToken));
        return new ListDeadLettersResponse { DeadLetters = { found.Select(ToMessage) } };
    }

    public override async Task<ReplayDeadLetterResponse> ReplayDeadLetter(ReplayDeadLetterRequest request, ServerCallContext context)
    {
        context.Demand(Role.Operator);
        return letters is not null
            && await FromBrokerAsync(() => letters.ReplayAsync(request.Queue, request.Id, context.CancellationToken))
            ? new ReplayDeadLetterResponse()
            : throw NotFound($"{request.Queue} has no dead letter {request.Id}.");
    }

    async Task DecideAsync(WorkKey key, string hash, string decision, string? why, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var objection = approvals is null
            ? $"Nothing waits at {key}: this service changes nothing."
            : await approvals.DecideAsync(key, hash, decision, caller.Name, why is { Length: > 0 } ? why : null, context.CancellationToken);
        if (objection is not null)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, objection));
        }
    }

    static async Task<T> FromBrokerAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RabbitMQ.Client.Exceptions.RabbitMQClientException e)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, $"The broker does not answer: {e.Message}"));
        }
    }

    static DeadLetter ToMessage(Messaging.DeadLetter letter) => new()
    {
        Id = letter.Id,
        Queue = letter.Queue,
        Type = letter.Type,
        At = letter.At is { } at ? Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(at) : null,
        Error = letter.Error,
        Body = letter.Body,
    };

    static int Limit(int asked) => asked switch
    {
        0 => DefaultLimit,
        > 0 and <= LargestLimit => asked,
        _ => throw new RpcException(new Status(StatusCode.InvalidArgument, $"The limit is 1 to {LargestLimit}.")),
    };

    static RpcException NotFound(string message) => new(new Status(StatusCode.NotFound, message));
}
