using System.Runtime.CompilerServices;

namespace HomeLab.Lab.Tests;

static class RepositoryRoot
{
    static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    static string Here([CallerFilePath] string file = "") => file;
}
