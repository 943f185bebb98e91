using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Reconciling;
using HomeLab.Stacks.Sources;

namespace HomeLab.Stacks.Messaging;

/// <summary>Which stacks to look at: those whose wish is another one by now, and those on a host where something changed.</summary>
sealed class StackHints(StackFeed feed, StackStates states) :
    IHintHandler<LabRevised>, IHintHandler<RepositoryRevised>, IHintHandler<ResourceChanged>, IHintHandler<SourceAvailabilityChanged>
{
    const string RepositorySource = "repository/";

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

    /// <summary>A commit that changes nothing of a stack is no reason to look at it.</summary>
    async ValueTask<IReadOnlyCollection<WorkKey>> OtherWishesAsync(CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        var known = await states.ListAsync(cancellationToken);
        return
        [
            .. lab.Stacks.Values.Where(it => !known.TryGetValue(it.Key, out var state) || (state.Deployed?.Digest != it.Digest && state.FailedDigest != it.Digest)).Select(it => StackReconciler.KeyOf(it.Key)),
            .. known.Keys.Where(it => !lab.Stacks.ContainsKey(it)).Select(StackReconciler.KeyOf),
        ];
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
