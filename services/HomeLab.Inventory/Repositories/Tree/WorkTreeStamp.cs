using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HomeLab.Inventory.Lab.Git;
using HomeLab.Lab.Files;

namespace HomeLab.Inventory.Repositories.Tree;

/// <summary>Tells that a working directory was not touched, by names, lengths and times alone and without reading a file.</summary>
static class WorkTreeStamp
{
    /// <summary>Of what was written so recently, the time does not tell whether it was written again. Some file systems keep two seconds apart at most.</summary>
    static readonly TimeSpan Recent = TimeSpan.FromSeconds(3);

    static readonly EnumerationOptions All = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <returns>The same as long as nobody changes a file, the branch or the commit; null: only reading the files tells.</returns>
    public static string? Of(string directory, DateTimeOffset now)
    {
        try
        {
            var git = GitWorkTree.Find(directory);
            if (git is { IsBusy: true } || !Directory.Exists(directory))
                return null;
            var real = RealPath.Of(directory);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{real}\n{git?.Stamp()}\n"));
            return IsOld(new DirectoryInfo(real), hash, now.UtcDateTime - Recent) ? Convert.ToHexString(hash.GetHashAndReset()) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static bool IsOld(DirectoryInfo directory, IncrementalHash hash, DateTime before)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos("*", All).OrderBy(it => it.Name, StringComparer.Ordinal).Where(it => !WorkTreeFiles.LeftOut.Contains(it.Name)))
        {
            var isDirectory = entry is DirectoryInfo && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
            var (length, written) = isDirectory ? (-1, DateTime.MinValue) : (entry is FileInfo file ? file.Length : -2, entry.LastWriteTimeUtc);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{entry.FullName.Length} {entry.FullName} {entry.Attributes} {length} {written.Ticks}\n")));
            if (written > before || (isDirectory && !IsOld((DirectoryInfo)entry, hash, before)))
                return false;
        }
        return true;
    }
}
