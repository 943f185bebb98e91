using System.Diagnostics;

namespace HomeLab.Stacks.Sources;

/// <summary>One read for all who wait for one: each is answered by a read that began after it asked, and by no failed one.</summary>
sealed class SharedRead<T> : IDisposable
    where T : class
{
    readonly SemaphoreSlim turn = new(1, 1);
    T? last;
    long begunAt;

    public async Task<T> ReadAsync(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var askedAt = Stopwatch.GetTimestamp();
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (last is null || begunAt <= askedAt)
            {
                var now = Stopwatch.GetTimestamp();
                last = await read(cancellationToken);
                begunAt = now;
            }
            return last;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
