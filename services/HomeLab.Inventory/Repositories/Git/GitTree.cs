using System.Diagnostics;
using System.Globalization;
using System.Text;
using HomeLab.Inventory.Lab.Git;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab.Files;

namespace HomeLab.Inventory.Repositories.Git;

/// <summary>Reads the files of a commit out of a repository's objects, without a working tree.</summary>
static class GitTree
{
    const string Link = "120000";
    const string Submodule = "160000";
    static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <exception cref="LabUnreadableException">The commit is not there or not whole, so that nothing may be concluded from what is not in it.</exception>
    public static async Task<RepositoryTree> ReadAsync(string directory, string commit, RepositoryLimits limits, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            var files = new List<RepositoryFile>();
            var wanted = new List<(string Path, string Id)>();
            var left = limits.MaxBytes;
            foreach (var (mode, id, length, path) in await ListAsync(directory, commit, limits, deadline.Token))
            {
                if (path.Length > FileContents.MaxPath)
                    continue;
                if (mode is Link or Submodule)
                    files.Add(mode == Link ? FileContents.Link(path) : RepositoryFile.Refused(path, "Submodule", "a submodule is another repository; name it by itself"));
                else if (FileContents.WhyNotRead(path, length, limits, left) is { } refused)
                    files.Add(refused);
                else
                {
                    left -= length;
                    wanted.Add((path, id));
                }
            }
            files.AddRange(await ReadAsync(directory, wanted, limits, deadline.Token));
            return new RepositoryTree(files);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LabUnreadableException("GitUnavailable", $"git did not end within {Timeout.TotalSeconds} s");
        }
        catch (GitUnavailableException unavailable)
        {
            throw new LabUnreadableException("GitUnavailable", unavailable.Message);
        }
    }

    static async Task<List<(string Mode, string Id, long Length, string Path)>> ListAsync(
        string directory, string commit, RepositoryLimits limits, CancellationToken cancellationToken)
    {
        using var process = GitCommand.Start(directory, "ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", commit);
        using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var output = new MemoryStream();
        var maxBytes = limits.MaxFiles * 400L;
        var buffer = new byte[64 << 10];
        while (await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            output.Write(buffer, 0, count);
            if (output.Length > maxBytes)
            {
                process.Kill(entireProcessTree: true);
                throw new LabUnreadableException("TooManyFiles", $"the repository holds more than {limits.MaxFiles} files");
            }
        }
        var error = (await process.StandardError.ReadToEndAsync(cancellationToken)).Trim();
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new LabUnreadableException("ReadFailed", $"failed to list the commit: {error.Split('\n')[0]}");
        var entries = Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (entries.Length > limits.MaxFiles)
            throw new LabUnreadableException("TooManyFiles", $"the repository holds more than {limits.MaxFiles} files");
        // <mode> SP <type> SP <id> SP <padded length or -> TAB <path>
        return [.. entries.Select(it => (Head: it[..it.IndexOf('\t', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries), Path: it[(it.IndexOf('\t', StringComparison.Ordinal) + 1)..]))
            .Select(it => (it.Head[0], it.Head[2], long.TryParse(it.Head[3], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0, it.Path))];
    }

    static async Task<List<RepositoryFile>> ReadAsync(
        string directory, List<(string Path, string Id)> wanted, RepositoryLimits limits, CancellationToken cancellationToken)
    {
        using var process = GitCommand.Start(directory, "cat-file", "--batch");
        using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var asking = AskAsync(process, wanted, cancellationToken);
        var files = new List<RepositoryFile>(wanted.Count);
        await using var output = new BufferedStream(process.StandardOutput.BaseStream, 64 << 10);
        foreach (var (path, id) in wanted)
        {
            // <id> SP blob SP <length> LF <content> LF
            var head = (await LineAsync(output, cancellationToken)).Split(' ');
            if (head is not [_, "blob", var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > limits.MaxFileBytes)
                throw new LabUnreadableException("ReadFailed", $"the object {id} of {path} is missing or broken");
            var content = new byte[length + 1];
            await output.ReadExactlyAsync(content, cancellationToken);
            files.Add(FileContents.Of(path, content.AsSpan(0, length)));
        }
        await asking;
        process.Kill(entireProcessTree: true);
        return files;
    }

    static async Task AskAsync(Process process, List<(string Path, string Id)> wanted, CancellationToken cancellationToken)
    {
        foreach (var (_, id) in wanted)
            await process.StandardInput.WriteAsync($"{id}\n".AsMemory(), cancellationToken);
        process.StandardInput.Close();
    }

    static async Task<string> LineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 200 && await stream.ReadAsync(one, cancellationToken) == 1 && one[0] != '\n')
            line.Append((char)one[0]);
        return line.ToString();
    }
}
