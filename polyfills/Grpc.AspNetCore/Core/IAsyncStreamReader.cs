namespace Grpc.Core;

/// <summary>Messages in the order they arrive; one <see cref="MoveNext"/> at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> found.</summary>
    T Current { get; }

    Task<bool> MoveNext(CancellationToken cancellationToken);
}
