using System.Globalization;
using System.Text;

namespace HomeLab.Lab.Files;

/// <summary>Reads the YAML files of a lab directory, within limits and without leaving it.</summary>
public static class LabFiles
{
    public const string Main = "lab.yaml";

    /// <summary>The largest file that is read unless somebody asks for another bound.</summary>
    public const int DefaultMaxBytes = 1 << 20;

    const int MaxFiles = 5000;
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All files, some perhaps refused.</summary>
    /// <exception cref="LabUnreadableException">The directory is not there, or not whole.</exception>
    public static IReadOnlyList<LabFile> Read(string directory, int maxFileBytes)
    {
        try
        {
            if (!Directory.Exists(directory))
                throw new LabUnreadableException("DirectoryMissing", $"the lab directory {directory} is not there");
            var root = RealPath.Of(directory);
            var files = new List<LabFile>();
            Collect(new DirectoryInfo(root), root, maxFileBytes, files);
            if (files.All(it => it.Path != Main))
                throw new LabUnreadableException("LabFileMissing", $"{directory} holds no {Main}");
            return files;
        }
        catch (Exception exception) when (exception is IOException and not LabUnreadableException or UnauthorizedAccessException)
        {
            var code = exception is UnauthorizedAccessException ? "PermissionDenied" : "ReadFailed";
            throw new LabUnreadableException(code, $"failed to read the lab directory: {exception.Message}");
        }
    }

    static void Collect(DirectoryInfo directory, string root, int maxFileBytes, List<LabFile> files)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos().OrderBy(it => it.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.'))
                continue;
            var path = Printable.Of(Path.GetRelativePath(root, entry.FullName), 500);
            var isLink = entry.LinkTarget is not null;
            var isYaml = entry.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
            if (entry is DirectoryInfo sub && !isLink)
                Collect(sub, root, maxFileBytes, files);
            else if (isYaml && (entry is FileInfo || isLink))
                files.Add(ReadFile(entry.FullName, isLink, root, path, maxFileBytes));
            if (files.Count > MaxFiles)
                throw new LabUnreadableException("TooManyFiles", $"the lab directory holds more than {MaxFiles} YAML files");
        }
    }

    static LabFile ReadFile(string fullPath, bool isLink, string root, string path, int maxBytes)
    {
        try
        {
            var real = isLink ? RealPath.Of(fullPath) : fullPath;
            if (!real.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal))
                return Refused(path, "OutsideRepository", "a symbolic link that leads out of the lab directory is not followed");
            // A named pipe has no length, and opening one waits for its writer.
            return new FileInfo(real).Length == 0 ? new LabFile(path, "", null) : ReadText(real, path, maxBytes);
        }
        catch (DecoderFallbackException)
        {
            return Refused(path, "NotUtf8", "not a UTF-8 text; save it as UTF-8");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused(path, "Vanished", "the file went while it was read, or a link leads nowhere");
        }
        catch (EndOfStreamException)
        {
            return Refused(path, "Vanished", "the file became shorter while it was read");
        }
        catch (UnauthorizedAccessException)
        {
            return Refused(path, "PermissionDenied", "may not be read by the account that HomeLab runs under");
        }
        catch (IOException exception)
        {
            return Refused(path, "ReadFailed", $"failed to read it: {exception.Message}");
        }
    }

    static LabFile ReadText(string real, string path, int maxBytes)
    {
        using var stream = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > maxBytes)
            return Refused(path, "TooLarge", string.Create(
                CultureInfo.InvariantCulture, $"{stream.Length} bytes; files of at most {maxBytes} are read: split it"));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new LabFile(path, StrictUtf8.GetString(bytes).TrimStart('\uFEFF'), null);
    }

    static LabFile Refused(string path, string code, string message) => new(path, null, new Problem(path, 1, 1, "", code, message));
}
