using HomeLab.Komodo.Stacks;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo;

public sealed partial class KomodoClient
{
    public Task<IReadOnlyList<Stack>> ListStacksAsync(CancellationToken cancellationToken) =>
        ListAsync<Stack>("ListStacks", "list the stacks", new WholeList(), cancellationToken);

    /// <summary>With their configuration.</summary>
    public Task<IReadOnlyList<StackDocument>> ListStackDocumentsAsync(CancellationToken cancellationToken) =>
        ListAsync<StackDocument>("ListFullStacks", "list the stacks' configurations", new WholeList(), cancellationToken);

    /// <param name="stack">Its id or name.</param>
    public Task<StackDocument> GetStackAsync(string stack, CancellationToken cancellationToken) =>
        ReadAsync<StackDocument>("GetStack", $"read the stack {stack}", new { stack }, cancellationToken);

    /// <summary>Whether it is there, by what its own read answers.</summary>
    /// <param name="stack">Its id or name.</param>
    /// <exception cref="KomodoException"><see cref="KomodoFailure.Forbidden"/>: it is, and the key may not see it.</exception>
    public Task<bool> HasStackAsync(string stack, CancellationToken cancellationToken) =>
        HasAsync("GetStack", $"read the stack {stack}", new { stack }, cancellationToken);

    /// <summary>Empty for a stack whose server was never reached.</summary>
    /// <param name="stack">Its id or name.</param>
    public Task<IReadOnlyList<StackService>> ListStackServicesAsync(string stack, CancellationToken cancellationToken) =>
        ListAsync<StackService>("ListStackServices", $"list the services of the stack {stack}", new { stack }, cancellationToken);
}
