namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is set once, for which readers can wait.</summary>
public sealed class ValueSnapshot<T>
{
    readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsValueSet => source.Task.IsCompleted;

    internal T? ValueOrDefault => source.Task.IsCompletedSuccessfully ? source.Task.Result : default;

    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => source.Task.WaitAsync(cancellationToken);

    public void SetValue(T value) => source.TrySetResult(value);

    public void SetException(Exception exception) => source.TrySetException(exception);
}
