using System.Threading.Channels;

namespace HomeLab.Inventory.Lab;

/// <summary>Waits until something in a directory changed and it is quiet again, or until it is time to look anyway.</summary>
/// <remarks>Notifications get lost on network and container file systems; the interval is what is relied upon.</remarks>
/// <param name="debounce">How long it has to be quiet.</param>
sealed class DirectoryChangeSignal(string directory, TimeSpan debounce, TimeProvider time) : IDisposable
{
    readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    FileSystemWatcher? watcher;

    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Watch();
        using var interval = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = Task.Delay(longest, time, interval.Token);
        var change = changes.Reader.ReadAsync(interval.Token).AsTask();
        var first = await Task.WhenAny(timer, change);
        await interval.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first != change)
            return;
        // A directory that never rests is read now and then all the same.
        for (var rounds = 0; rounds < 10; rounds++)
        {
            await Task.Delay(debounce, time, cancellationToken);
            if (!changes.Reader.TryRead(out _))
                return;
        }
    }

    public void Dispose() => watcher?.Dispose();

    void Watch()
    {
        if (!Directory.Exists(directory))
        {
            // What was watched is gone; should the directory come back, it is another one.
            watcher?.Dispose();
            watcher = null;
        }
        if (watcher is not null || !Directory.Exists(directory))
            return;
        watcher = new FileSystemWatcher(directory) { IncludeSubdirectories = true };
        watcher.Changed += Changed;
        watcher.Created += Changed;
        watcher.Deleted += Changed;
        watcher.Renamed += Changed;
        watcher.Error += (_, _) =>
        {
            watcher?.Dispose();
            watcher = null;
            changes.Writer.TryWrite(true);
        };
        try
        {
            watcher.EnableRaisingEvents = true;
            changes.Writer.TryWrite(true);
        }
        catch (IOException)
        {
            // The system grants no more watches.
            watcher.Dispose();
            watcher = null;
        }
    }

    void Changed(object sender, FileSystemEventArgs change) => changes.Writer.TryWrite(true);
}
