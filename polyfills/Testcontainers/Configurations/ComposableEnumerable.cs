using System.Collections;

namespace DotNet.Testcontainers.Configurations;

/// <summary>A list that says how it joins the one that was given before it.</summary>
public abstract class ComposableEnumerable<T> : IEnumerable<T>
{
    readonly IReadOnlyList<T> _values;

    protected ComposableEnumerable(IEnumerable<T> collection) => _values = [.. collection ?? []];

    public abstract ComposableEnumerable<T> Compose(IEnumerable<T> other);

    public IEnumerator<T> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
