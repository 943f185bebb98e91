using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Stacks.Reconciling;
using HomeLab.Testing;
using Npgsql;
using Contract = HomeLab.Contracts.Grpc.Stacks;
using Proposal = HomeLab.Contracts.Grpc.Control.Proposal;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;
using StacksClient = HomeLab.Contracts.Grpc.Stacks.Stacks.StacksClient;

namespace HomeLab.Stacks.Tests.Reconciling;

/// <summary>A running service as a person with the role of an operator asks it, and its database.</summary>
class AskedStacks(Uri rpc, NpgsqlDataSource database)
{
    public const string CallerSecret = "fedcba9876543210";

    protected GrpcChannel Channel { get; } = GrpcChannel.ForAddress(rpc);

    public StacksClient Stacks => new(Channel);

    public ControlClient Control => new(Channel);

    public static Metadata Operator => new() { { "authorization", $"Bearer ada.{CallerSecret}" } };

    public Task<Contract.Stack> StackAsync(string stack) => Stacks.GetStackAsync(new Contract.GetStackRequest { Stack = stack }, Operator).ResponseAsync;

    public async Task<IReadOnlyList<Contract.Operation>> OperationsAsync(string stack) =>
        (await Stacks.ListOperationsAsync(new Contract.ListOperationsRequest { Stack = stack }, Operator)).Operations;

    public async Task<Proposal?> ProposalAsync(string key) => (await Control.ListProposalsAsync(new ListProposalsRequest(), Operator)).Proposals.SingleOrDefault(it => it.Key == key);

    public async Task ApproveAsync(Proposal proposal) =>
        await Control.ApproveAsync(new ApproveRequest { Kind = proposal.Kind, Key = proposal.Key, Hash = proposal.Hash }, Operator);

    /// <summary>Asks for a look as a person does.</summary>
    public async Task WakeAsync(string key) => await Control.ReconcileAsync(new ReconcileRequest { Kind = StackReconciler.StackKind, Key = key }, Operator);

    /// <summary>Waits for a whole look that began after this was called: the second that ends from now on.</summary>
    public async Task<Work> LookAsync(string key)
    {
        for (var look = 0; look < 2; look++)
        {
            var before = (await WorkAsync(key))?.OutcomeAt;
            await WakeAsync(key);
            await Eventually.TrueAsync(async () => await WorkAsync(key) is { IsLeased: false, OutcomeAt: { } at } && at != before, $"{key} is looked at");
        }
        return (await WorkAsync(key))!;
    }

    /// <summary>Waits until the stack's last look ended so, with that reason, and nobody looks at it.</summary>
    public async Task UntilAsync(string key, string outcome, string reasonCode = "")
    {
        Work? work = null;
        try
        {
            await Eventually.TrueAsync(
                async () => (work = await WorkAsync(key)) is { IsLeased: false } && work.Outcome == outcome && work.ReasonCode == reasonCode, $"{key} is {outcome} {reasonCode}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var lines = await QueryAsync<string>("SELECT coalesce(string_agg(step || ' ' || text, E'\\n' ORDER BY id), '') FROM (SELECT * FROM operation_line ORDER BY id DESC LIMIT 40) AS last");
            Assert.Fail($"{exception.Message}: it is {work} after {string.Join(", ", await OperationsAsync(key))}\n{lines}");
        }
    }

    public async Task<Work?> WorkAsync(string key) => (await Control.ListWorkAsync(new ListWorkRequest(), Operator)).Work.SingleOrDefault(it => it.Key == key);

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
