namespace HomeLab.Crash.Victims;

/// <summary>A process that is killed, stopped for a while and started again.</summary>
abstract class Victim(string name)
{
    readonly SemaphoreSlim turn = new(1, 1);

    public string Name { get; } = name;

    /// <summary>A broker or a database: others depend on it.</summary>
    public virtual bool IsServer => false;

    public bool IsRunning { get; private set; }

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public abstract Task<int> Exited { get; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (!IsRunning)
            {
                await BeginAsync(cancellationToken);
                IsRunning = true;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>As <c>kill -9</c>; returns when nothing of it is left.</summary>
    public async Task KillAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (IsRunning)
            {
                IsRunning = false;
                End();
                await Exited;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Notes that it has ended by itself.</summary>
    public void Forget() => IsRunning = false;

    public void Pause() => Signals.Send(ProcessId, Signals.Stop);

    public void Resume() => Signals.Send(ProcessId, Signals.Continue);

    protected abstract int ProcessId { get; }

    protected abstract Task BeginAsync(CancellationToken cancellationToken);

    protected abstract void End();
}
