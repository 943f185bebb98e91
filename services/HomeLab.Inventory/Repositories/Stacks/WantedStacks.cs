using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Files;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>What the lab in force and its repositories want to run, as of now.</summary>
sealed class WantedStacks(NpgsqlDataSource database, StackTrees trees, TimeProvider time)
{
    const string StackKind = "Stack";
    const string HoldKind = "Hold";

    public async Task<ListDesiredStacksResponse> ReadAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
        var epoch = await queries.EpochAsync(cancellationToken);
        var row = await queries.LabAsync(since: -1, cancellationToken);
        var documents = await queries.DocumentsAsync(since: -1, cancellationToken);
        var sources = (await queries.SourcesAsync(cancellationToken)).ToDictionary(it => it.Name);
        var now = time.GetUtcNow();
        var response = new ListDesiredStacksResponse { Epoch = epoch.Id };
        response.Holds.AddRange((await queries.HoldsAsync(now, cancellationToken)).Select(SnapshotMessages.Of));
        response.Holds.AddRange(documents.Where(it => it.Kind == HoldKind && it.Spec is not null).Select(StackMessages.HoldOf));
        if (sources.TryGetValue(SourceNames.Lab, out var labSource))
            response.Sources.Add(SnapshotMessages.Of(labSource, now));
        if (row is null)
            return response;
        var lab = LabJson.Read<LabSpec>(row.Spec);
        response.Policy = SnapshotMessages.Of(row).Policy;
        response.Registries.AddRange((lab.Registries ?? []).Select(StackMessages.Of));
        var wanted = documents.Where(it => it.Kind == StackKind && it.Spec is not null).ToDictionary(it => it.Name, it => (Row: it, Spec: LabJson.Read<StackSpec>(it.Spec!)));
        var stacks = new List<DesiredStack>();
        foreach (var repository in lab.Repositories)
        {
            var named = wanted.Where(it => it.Value.Spec.Repository == repository.Name).ToDictionary(it => it.Key, it => it.Value.Spec);
            if (repository.Deploy is null && named.Count == 0)
                continue;
            var source = sources.TryGetValue(SourceNames.Of(repository), out var known_) ? SnapshotMessages.Of(known_, now) : new Source { Name = SourceNames.Of(repository), ReasonCode = "NeverRead", Reason = "it was never read" };
            response.Sources.Add(source);
            try
            {
                var files = await trees.ReadAsync(repository, cancellationToken);
                stacks.AddRange(StackDeclarations.Of(repository, files, RepositorySources.Limits, named).Select(it => StackMessages.Of(
                    it, lab, repository, files.Revision, it.Document is null ? null : wanted[it.Name].Row)));
            }
            catch (Exception exception) when (exception is LabUnreadableException or SourceUnavailableException)
            {
                (source.Complete, source.ReasonCode, source.Reason) = (false, "ReadFailed", exception.Message);
            }
        }
        StackNames.Settle(stacks);
        foreach (var stack in stacks.OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            stack.Digest = StackMessages.DigestOf(stack);
            response.Stacks.Add(known.TryGetValue(stack.Key, out var digest) && digest == stack.Digest ? StackMessages.WithoutBody(stack) : stack);
        }
        return response;
    }
}
