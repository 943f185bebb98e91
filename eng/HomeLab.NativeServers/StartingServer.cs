namespace HomeLab.NativeServers;

/// <summary>Watches the lines of a starting server for the one by which it says that it is ready.</summary>
sealed class StartingServer(string readyLine, Action<string>? passOn)
{
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Queue<string> _last = new();

    public void Receive(string line)
    {
        lock (_last)
        {
            _last.Enqueue(line);
            if (_last.Count > 20)
                _last.Dequeue();
        }

        if (line.Contains(readyLine, StringComparison.Ordinal))
            _ready.TrySetResult();
        passOn?.Invoke(line);
    }

    /// <exception cref="NativeServerException">It ended instead, or was not ready in time; it is then stopped.</exception>
    public async Task WaitAsync(string name, SupervisedProcess process, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(120));
        try
        {
            await Task.WhenAny(_ready.Task, process.Exited).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new NativeServerException($"{name} was not ready within 120 s. It last said:\n{Tail}");
        }

        if (!_ready.Task.IsCompleted)
            throw new NativeServerException($"{name} ended with exit code {await process.Exited} while it started. It last said:\n{Tail}");
    }

    string Tail
    {
        get
        {
            lock (_last)
                return string.Join('\n', _last);
        }
    }
}
