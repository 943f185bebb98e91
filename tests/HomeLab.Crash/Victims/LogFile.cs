namespace HomeLab.Crash.Victims;

/// <summary>What a process said over all of its lives.</summary>
sealed class LogFile(string path, TimeProvider time)
{
    readonly Lock gate = new();

    public void Write(string line)
    {
        lock (gate)
        {
            File.AppendAllText(path, $"{time.GetUtcNow():HH:mm:ss.fff} {line}\n");
        }
    }
}
