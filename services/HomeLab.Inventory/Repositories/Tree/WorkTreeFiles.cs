using System.Text;
using HomeLab.Lab;
using HomeLab.Lab.Files;

namespace HomeLab.Inventory.Repositories.Tree;

/// <summary>Reads the files of a working directory, within bounds, without following a link.</summary>
static class WorkTreeFiles
{
    internal static readonly HashSet<string> LeftOut = [".git", "node_modules", ".terraform"];

    /// <exception cref="LabUnreadableException">The directory is not there or not whole, so that nothing may be concluded from what is not in it.</exception>
    public static RepositoryTree Read(string directory, RepositoryLimits limits)
    {
        try
        {
            if (!Directory.Exists(directory))
                throw new LabUnreadableException("DirectoryMissing", $"the repository {directory} is not there");
            var files = new List<RepositoryFile>();
            var left = limits.MaxBytes;
            Collect(new DirectoryInfo(RealPath.Of(directory)), "", limits, files, ref left);
            return new RepositoryTree(files);
        }
        catch (Exception exception) when (exception is IOException and not LabUnreadableException or UnauthorizedAccessException)
        {
            throw new LabUnreadableException("ReadFailed", $"failed to read the repository: {exception.Message}");
        }
    }

    static void Collect(DirectoryInfo directory, string at, RepositoryLimits limits, List<RepositoryFile> files, ref long left)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos().OrderBy(it => it.Name, StringComparer.Ordinal))
        {
            var path = at.Length == 0 ? entry.Name : $"{at}/{entry.Name}";
            if (files.Count >= limits.MaxFiles)
                throw new LabUnreadableException("TooManyFiles", $"the repository holds more than {limits.MaxFiles} files");
            if (path.Length > FileContents.MaxPath || LeftOut.Contains(entry.Name))
                continue;
            if (entry.LinkTarget is not null)
                files.Add(FileContents.Link(path));
            else if (entry is DirectoryInfo sub)
                Collect(sub, path, limits, files, ref left);
            else if (entry is FileInfo file)
                files.Add(Read(file, path, limits, ref left));
        }
    }

    static RepositoryFile Read(FileInfo file, string path, RepositoryLimits limits, ref long left)
    {
        try
        {
            // A named pipe has no length, and opening one waits for its writer.
            if (file.Length == 0)
                return new RepositoryFile(path, "", null);
            if (FileContents.WhyNotRead(path, file.Length, limits, left) is { } refused)
                return refused;
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(stream.Length, limits.MaxFileBytes)];
            stream.ReadExactly(bytes);
            left -= bytes.Length;
            return FileContents.Of(path, bytes);
        }
        catch (Exception exception) when (exception is FileNotFoundException or EndOfStreamException)
        {
            return RepositoryFile.Refused(path, "Vanished", "the file went, or became shorter, while it was read");
        }
        catch (UnauthorizedAccessException)
        {
            return RepositoryFile.Refused(path, "PermissionDenied", "may not be read by the account that HomeLab runs under");
        }
    }
}
