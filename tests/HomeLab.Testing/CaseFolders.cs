using System.Runtime.CompilerServices;
using Xunit;

namespace HomeLab.Testing;

/// <summary>Cases as folders: each is named by a sentence and holds its input and the text that is expected of it.</summary>
public static class CaseFolders
{
    /// <summary>The folders in <c>Cases/</c> beside the calling file.</summary>
    public static TheoryData<string> Beside([CallerFilePath] string file = "") =>
        [.. Directory.GetDirectories(Root(file)).Select(it => Path.GetFileName(it)!).Order(StringComparer.Ordinal)];

    public static string PathOf(string name, [CallerFilePath] string file = "") => Path.Combine(Root(file), name);

    /// <summary>Compares with <c>expected.txt</c>; what differs is left beside it as <c>actual.txt</c>, to be read and, if right, renamed.</summary>
    public static void Expect(string folder, string actual)
    {
        var (expectedFile, actualFile) = (Path.Combine(folder, "expected.txt"), Path.Combine(folder, "actual.txt"));
        var expected = File.Exists(expectedFile) ? File.ReadAllText(expectedFile) : "";
        if (expected != actual)
            File.WriteAllText(actualFile, actual);
        Assert.Equal(expected, actual);
        File.Delete(actualFile);
    }

    static string Root(string file) => Path.Combine(Path.GetDirectoryName(file)!, "Cases");
}
