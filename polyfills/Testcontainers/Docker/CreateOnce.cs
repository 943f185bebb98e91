namespace DotNet.Testcontainers.Docker;

/// <summary>Creates something when it is first needed, and removes it when it was created; one after the other.</summary>
sealed class CreateOnce
{
    readonly Lock _order = new();
    Task _last = Task.CompletedTask;
    bool _exists;

    public Task RunAsync(Func<Task> create) => InTurn(create, exists: true);

    public Task UndoAsync(Func<Task> remove) => InTurn(remove, exists: false);

    Task InTurn(Func<Task> change, bool exists)
    {
        lock (_order) return _last = ChangeAsync(_last, change, exists);
    }

    async Task ChangeAsync(Task before, Func<Task> change, bool exists)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_exists == exists) return;
        await change();
        _exists = exists;
    }
}
