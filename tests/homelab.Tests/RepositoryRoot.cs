using System.Runtime.CompilerServices;

namespace HomeLab.Cli.Tests;

static class RepositoryRoot
{
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Here())!, "..", ".."));

    static string Here([CallerFilePath] string file = "") => file;
}
