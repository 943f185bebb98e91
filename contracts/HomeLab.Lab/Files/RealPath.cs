namespace HomeLab.Lab.Files;

/// <summary>Paths with every symbolic link on the way resolved.</summary>
public static class RealPath
{
    const int MaxLinks = 40;

    public static string Of(string path)
    {
        var rest = new Stack<string>(Parts(Path.GetFullPath(path)));
        var real = "/";
        for (var links = 0; rest.TryPop(out var part);)
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaxLinks)
                throw new IOException($"its symbolic links lead in a circle, or are more than {MaxLinks}");
            // GetFullPath resolves `..` against the real directory of the link, as the system does.
            var resolved = Path.GetFullPath(target, real);
            foreach (var again in Parts(resolved))
                rest.Push(again);
            real = "/";
        }
        return real;
    }

    static IEnumerable<string> Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse();
}
