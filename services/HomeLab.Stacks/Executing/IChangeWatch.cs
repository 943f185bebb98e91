namespace HomeLab.Stacks.Executing;

/// <summary>Tells that something of a stack changed by itself since it was asked last, from its making until it is disposed of.</summary>
interface IChangeWatch : IAsyncDisposable
{
    /// <summary>Returns at the next change, or when the time is over: a change may be missed.</summary>
    Task NextAsync(TimeSpan atMost, CancellationToken cancellationToken);
}
