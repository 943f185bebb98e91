namespace HomeLab.Testing.Requirements;

/// <summary>A lock between processes, given back when its holder disposes it or dies.</summary>
static class FileTurn
{
    public static FileStream Take(string name)
    {
        var path = Path.Combine(Path.GetTempPath(), name);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Task.Delay(TimeSpan.FromMilliseconds(200)).Wait();
            }
        }
    }
}
