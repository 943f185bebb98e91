using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Jobs;
using HomeLab.Stacks.Operations;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Rpc;

/// <summary>The jobs of all that was deployed, with what became of them.</summary>
sealed class JobListing(StackStates states, JobStore store, TimeProvider time)
{
    const string NotYet = "It does not count yet: `homelab get proposals` tells whether it waits for a person.";

    public async Task<IEnumerable<Contract.Job>> ListAsync(CancellationToken cancellationToken)
    {
        var deployed = (await states.ListAsync(cancellationToken)).Values.Select(it => it.Deployed).OfType<DesiredStack>();
        var (known, last) = (await store.ListAsync(cancellationToken), await store.ListLastAsync(cancellationToken));
        return deployed.SelectMany(StackJob.Of).OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => Of(it, known.GetValueOrDefault(it.Key), last.GetValueOrDefault(it.Key)));
    }

    Contract.Job Of(StackJob job, KnownJob? known, LastRun? last)
    {
        var problem = job.Problem.Length > 0 ? job.Problem : known?.Definition != job.Definition ? NotYet : "";
        return new Contract.Job
        {
            Key = job.Key,
            Stack = job.Stack,
            Service = job.Service,
            Name = job.Labels.Name,
            Schedule = job.Labels.Schedule,
            Zone = job.Labels.Zone,
            NextDueAt = problem.Length == 0 && job.Labels.Times?.NextAfter(time.GetUtcNow()) is { } next ? Timestamp.FromDateTimeOffset(next) : null,
            LastDueAt = last is null ? null : Timestamp.FromDateTimeOffset(last.DueAt),
            Last = last is null ? null : StackMessages.Of(last.Operation),
            Problem = problem,
        };
    }
}
