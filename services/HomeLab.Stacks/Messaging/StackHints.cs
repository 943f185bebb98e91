using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Reconciling;
using HomeLab.Stacks.Sources;

namespace HomeLab.Stacks.Messaging;

/// <summary>Which stacks to look at: those whose wish is another one by now, and those on a host where something changed.</summary>
sealed class StackHints(StackFeed feed, StackStates states, WorkQueue work) :
    IHintHandler<LabRevised>, IHintHandler<RepositoryRevised>, IHintHandler<ResourceChanged>, IHintHandler<SourceAvailabilityChanged>, IDisposable
{
    const string RepositorySource = "repository/";

    readonly SharedRead<IReadOnlyCollection<WorkKey>> wishes = new();

    public ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(LabRevised hint, CancellationToken cancellationToken) => OtherWishesAsync(cancellationToken);

    public ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(RepositoryRevised hint, CancellationToken cancellationToken) => OtherWishesAsync(cancellationToken);

    public async ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(ResourceChanged hint, CancellationToken cancellationToken) =>
        hint.Address.StartsWith(RepositorySource, StringComparison.Ordinal) ? await OtherWishesAsync(cancellationToken) : await OnHostAsync(hint.Address, cancellationToken);

    public async ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(SourceAvailabilityChanged hint, CancellationToken cancellationToken) =>
        hint.Source.StartsWith(RepositorySource, StringComparison.Ordinal) ? await OtherWishesAsync(cancellationToken) : await OnHostAsync(hint.Source, cancellationToken);

    public string? SubjectOf(LabRevised hint) => hint.Lab;

    public string? SubjectOf(RepositoryRevised hint) => hint.Repository;

    public string? SubjectOf(ResourceChanged hint) => hint.Address;

    public string? SubjectOf(SourceAvailabilityChanged hint) => hint.Source;

    public void Dispose() => wishes.Dispose();

    /// <summary>A commit that changes nothing of a stack is no reason to look at it.</summary>
    async ValueTask<IReadOnlyCollection<WorkKey>> OtherWishesAsync(CancellationToken cancellationToken) => await wishes.ReadAsync(ListOtherWishesAsync, cancellationToken);

    /// <summary>Without those whose look is due already and has not begun: a commit may tell of thousands of objects, each of them a hint.</summary>
    async Task<IReadOnlyCollection<WorkKey>> ListOtherWishesAsync(CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        var known = await states.ListDigestsAsync(cancellationToken);
        var others = lab.Stacks.Values.Where(it => !known.TryGetValue(it.Key, out var state) || (state.Deployed != it.Digest && state.Failed != it.Digest)).Select(it => it.Key)
            .Concat(known.Keys.Where(it => !lab.Stacks.ContainsKey(it))).ToList();
        return others.Count == 0 ? [] : [.. others.Except(await work.ListDueAsync(StackReconciler.StackKind, cancellationToken)).Select(StackReconciler.KeyOf)];
    }

    /// <summary>Of a container its address tells the project: <c>docker/nas/web/app</c>.</summary>
    async ValueTask<IReadOnlyCollection<WorkKey>> OnHostAsync(string address, CancellationToken cancellationToken)
    {
        if (address.Split('/') is not ["docker" or "komodo", var host, ..] parts)
            return [];
        var deployed = await states.ListDeployedAsync($"{parts[0]}/{host}", cancellationToken);
        return [.. deployed.Where(it => parts.Length < 3 || parts[2] == it.Project).Select(it => StackReconciler.KeyOf(it.Key))];
    }
}
