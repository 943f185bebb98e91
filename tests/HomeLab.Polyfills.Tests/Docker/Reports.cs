using System.Collections.Concurrent;

namespace HomeLab.Polyfills.Tests.Docker;

/// <summary>Keeps what is reported, in order; the framework's own Progress posts to the thread pool and loses the order.</summary>
sealed class Reports<T> : IProgress<T>
{
    readonly ConcurrentQueue<T> _values = new();

    public IReadOnlyList<T> Values => [.. _values];

    public void Report(T value) => _values.Enqueue(value);
}
