using System.Collections.Concurrent;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>Which calls, by their text, a handler has begun, and which of them ended before it did.</summary>
public sealed class Cancellations
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly ConcurrentDictionary<string, TaskCompletionSource> begun = new();
    readonly ConcurrentDictionary<string, TaskCompletionSource> seen = new();

    public Task Begun(string text) => Of(begun, text).Task.WaitAsync(Patience);

    public Task Seen(string text) => Of(seen, text).Task.WaitAsync(Patience);

    public CancellationTokenRegistration Watch(string text, CancellationToken ofCall)
    {
        Begin(text);
        return ofCall.Register(() => See(text));
    }

    public void Begin(string text) => Of(begun, text).TrySetResult();

    public void See(string text) => Of(seen, text).TrySetResult();

    static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> calls, string text) =>
        calls.GetOrAdd(text, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
