namespace DotNet.Testcontainers.Configurations;

/// <summary>Replaces what was given before, and may be empty: <c>WithCommand(new OverwriteEnumerable&lt;string&gt;([]))</c>.</summary>
public sealed class OverwriteEnumerable<T> : ComposableEnumerable<T>
{
    public OverwriteEnumerable(IEnumerable<T> collection)
        : base(collection)
    {
    }

    public override ComposableEnumerable<T> Compose(IEnumerable<T> other) => new OverwriteEnumerable<T>(other);
}
