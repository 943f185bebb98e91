using System.Globalization;
using System.Text;

namespace HomeLab.Inventory.Repositories.Tree;

/// <summary>Which files of a repository are read, and how.</summary>
static class FileContents
{
    public const int MaxPath = 1_000;

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is no text, and what makes most of a repository's bytes.</summary>
    static readonly HashSet<string> Binary = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".pdf", ".mp4", ".mov", ".webm", ".woff", ".woff2", ".ttf", ".zip", ".gz", ".tgz", ".xz", ".zst",
        ".iso", ".img", ".qcow2", ".so", ".dll", ".exe", ".jar",
    };

    /// <summary>Texts that no format here reads, and that containers may see.</summary>
    static readonly HashSet<string> Other = new(StringComparer.OrdinalIgnoreCase)
    {
        ".svg", ".b64", ".go", ".py", ".ts", ".tsx", ".js", ".jsx", ".cs", ".rs", ".java", ".html", ".css", ".lock", ".sum", ".tf",
    };

    public static RepositoryFile Link(string path) => RepositoryFile.Refused(path, "SymbolicLink", "a symbolic link is not followed");

    /// <summary>Null where it is to be read.</summary>
    public static RepositoryFile? WhyNotRead(string path, long length, RepositoryLimits limits, long left) =>
        Binary.Contains(Path.GetExtension(path)) || (!limits.ReadsEveryText && Other.Contains(Path.GetExtension(path))) ? new RepositoryFile(path, null, null)
        : length > limits.MaxFileBytes ? RepositoryFile.Refused(
            path, "TooLarge", string.Create(CultureInfo.InvariantCulture, $"{length} bytes; files of at most {limits.MaxFileBytes} are read"))
        : length > left ? RepositoryFile.Refused(path, "TooLarge", $"the repository holds more than {limits.MaxBytes} bytes of text; the rest is not read")
        : null;

    public static RepositoryFile Of(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.Contains((byte)0) ? new RepositoryFile(path, null, null) : new RepositoryFile(path, StrictUtf8.GetString(bytes).TrimStart('\uFEFF'), null);
        }
        catch (DecoderFallbackException)
        {
            return RepositoryFile.Refused(path, "NotUtf8", "not a UTF-8 text; save it as UTF-8");
        }
    }
}
