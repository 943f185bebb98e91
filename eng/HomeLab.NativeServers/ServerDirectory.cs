using System.Text;

namespace HomeLab.NativeServers;

/// <summary>
/// A directory that one server at a time may use. The marker in the environment of each of its processes tells,
/// better than a pid file after a power cut or beside a reused pid, whether an earlier one is still at it.
/// </summary>
sealed class ServerDirectory : IDisposable
{
    const string Variable = "HOMELAB_SERVER_DIRECTORY";
    readonly FileStream _lock;

    ServerDirectory(string path, FileStream @lock) => (FullPath, _lock) = (path, @lock);

    public string FullPath { get; }

    public KeyValuePair<string, string?> Marker => new(Variable, FullPath);

    /// <summary>Takes the directory for this process, after waiting for a server whose owner was killed to end.</summary>
    public static async Task<ServerDirectory> TakeAsync(string path, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(full);
        var taken = new ServerDirectory(full, await LockAsync(full, cancellationToken));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            while (taken.IsInUse())
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            return taken;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            taken.Dispose();
            throw new NativeServerException($"A server that runs in {full} did not end within 30 s.");
        }
    }

    public string Combine(string name) => Path.Combine(FullPath, name);

    public void WriteSecret(string name, string text)
    {
        var path = Combine(name);
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    public void Dispose() => _lock.Dispose();

    static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(path, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 30)
            {
                // A killed process lets go of its files some time after it is gone for everybody else.
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
            catch (IOException exception)
            {
                throw new NativeServerException($"Another process owns the server directory {path}.", exception);
            }
        }
    }

    bool IsInUse()
    {
        var marker = Encoding.UTF8.GetBytes($"{Variable}={FullPath}\0");
        return Directory.EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Any(process => EnvironmentOf(process).AsSpan().IndexOf(marker) >= 0);
    }

    static byte[] EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(process, "environ"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
