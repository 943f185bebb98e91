using System.Security.Cryptography;
using System.Text;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Files;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>What the lab in force and its repositories want to run, as of now.</summary>
sealed class WantedStacks(NpgsqlDataSource database, StackRenderings renderings, TimeProvider time) : IDisposable
{
    const string StackKind = "Stack";
    const string HoldKind = "Hold";

    readonly SemaphoreSlim turn = new(1, 1);
    StackWishes? wishes;
    SettledStacks? settled;

    /// <param name="known">Digests that the caller holds, by key.</param>
    /// <param name="knownVersion">Of the answer that the caller holds; empty: none.</param>
    public async Task<ListDesiredStacksResponse> ReadAsync(IReadOnlyDictionary<string, string> known, string knownVersion, CancellationToken cancellationToken)
    {
        var (response, row, documents, sources, commits) = await AskAsync(cancellationToken);
        if (row is null)
            return response;
        // One at a time: who comes second finds the rendering of the first.
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (wishes?.Are(row, documents) != true)
                wishes = new StackWishes(row, documents);
            response.Policy = wishes.Policy;
            response.Registries.AddRange((wishes.Lab.Registries ?? []).Select(StackMessages.Of));
            settled = SettledStacks.Of(await RenderAsync(wishes, sources, commits, response, cancellationToken), settled);
        }
        finally
        {
            turn.Release();
        }
        response.Version = VersionOf(settled, response);
        response.IsUnchanged = response.Version == knownVersion;
        if (!response.IsUnchanged)
            response.Stacks.AddRange(settled.Stacks.Zip(settled.Heads, (stack, head) => known.TryGetValue(stack.Key, out var digest) && digest == stack.Digest ? head : stack));
        return response;
    }

    public void Dispose() => turn.Dispose();

    async Task<(ListDesiredStacksResponse Response, LabRow? Lab, IReadOnlyList<DocumentRow> Documents, Dictionary<string, Source> Sources, IReadOnlyDictionary<string, string> Commits)> AskAsync(CancellationToken cancellationToken)
    {
        await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
        var now = time.GetUtcNow();
        var response = new ListDesiredStacksResponse { Epoch = (await queries.EpochAsync(cancellationToken)).Id };
        var row = await queries.LabAsync(since: -1, cancellationToken);
        var documents = await queries.DocumentsAsync([StackKind, HoldKind], cancellationToken);
        var sources = (await queries.SourcesAsync(cancellationToken)).ToDictionary(it => it.Name, it => SnapshotMessages.Of(it, now));
        response.Holds.AddRange((await queries.HoldsAsync(now, cancellationToken)).Select(SnapshotMessages.Of));
        response.Holds.AddRange(documents.Where(it => it.Kind == HoldKind && it.Spec is not null).Select(SnapshotMessages.HoldOf));
        if (sources.TryGetValue(SourceNames.Lab, out var lab))
            response.Sources.Add(lab);
        return (response, row, [.. documents.Where(it => it.Kind == StackKind)], sources, await queries.CommitsAsync(cancellationToken));
    }

    async Task<IReadOnlyList<IReadOnlyList<DesiredStack>>> RenderAsync(
        StackWishes wanted, Dictionary<string, Source> sources, IReadOnlyDictionary<string, string> commits, ListDesiredStacksResponse response, CancellationToken cancellationToken)
    {
        var parts = new List<IReadOnlyList<DesiredStack>>();
        var deployed = wanted.Lab.Repositories.Where(it => it.Deploy is not null || wanted.Of(it).Count > 0).ToList();
        renderings.Keep(deployed.Select(it => it.Name));
        foreach (var repository in deployed)
        {
            var name = SourceNames.Of(repository);
            var source = sources.GetValueOrDefault(name) ?? new Source { Name = name, ReasonCode = "NeverRead", Reason = "it was never read" };
            response.Sources.Add(source);
            try
            {
                parts.Add((await renderings.OfAsync(wanted, repository, commits.GetValueOrDefault(name, ""), cancellationToken)).Stacks);
            }
            catch (Exception exception) when (exception is LabUnreadableException or SourceUnavailableException)
            {
                (source.Complete, source.ReasonCode, source.Reason) = (false, "ReadFailed", exception.Message);
            }
        }
        return parts;
    }

    /// <summary>What a source lacks is gone or not by whether it was read whole.</summary>
    static string VersionOf(SettledStacks stacks, ListDesiredStacksResponse response) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{response.Epoch} {stacks.Version} {string.Join(' ', response.Sources.Select(it => $"{it.Name.Length} {it.Name} {it.Complete}"))}")));
}
