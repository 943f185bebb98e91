namespace DotNet.Testcontainers.Configurations;

public sealed class AppendEnumerable<T> : ComposableEnumerable<T>
{
    public AppendEnumerable(IEnumerable<T> collection)
        : base(collection)
    {
    }

    public override ComposableEnumerable<T> Compose(IEnumerable<T> other) => new AppendEnumerable<T>(this.Concat(other));
}
