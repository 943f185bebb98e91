using System.Collections.Concurrent;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>Which calls, by their text, ended before their handler did.</summary>
public sealed class Cancellations
{
    readonly ConcurrentDictionary<string, TaskCompletionSource> seen = new();

    public Task Seen(string text) => Of(text).Task.WaitAsync(TimeSpan.FromSeconds(10));

    public CancellationTokenRegistration Watch(string text, CancellationToken ofCall) => ofCall.Register(() => Of(text).TrySetResult());

    TaskCompletionSource Of(string text) => seen.GetOrAdd(text, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
