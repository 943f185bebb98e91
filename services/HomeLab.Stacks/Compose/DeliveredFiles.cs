using System.Text;

namespace HomeLab.Stacks.Compose;

/// <summary>
/// The files that a service's containers get as content, since their Engine may be another machine than the one that holds the
/// repository: configs, secrets and binds of <c>./…</c>.
/// </summary>
static class DeliveredFiles
{
    const uint Readable = 0b110_100_100;
    const uint Executable = 0b111_101_101;

    /// <param name="hostDirectory">Where the repository is on the Engine's host; then its files are mounted and not delivered.</param>
    public static IReadOnlyList<DeliveredFile> Of(ComposeProject project, ComposeService service, RepositoryFiles files, string? hostDirectory)
    {
        var delivered = new List<DeliveredFile>();
        foreach (var mount in service.Storage.Configs)
            Add(mount, project.Configs[mount.Source], "config");
        foreach (var mount in service.Storage.Secrets)
            Add(mount, project.Secrets[mount.Source], "secret");
        if (hostDirectory is null)
        {
            foreach (var mount in service.Storage.Volumes.Where(it => it.IsOfRepository))
                delivered.AddRange(OfBind(mount, files));
        }
        return [.. delivered.OrderBy(it => it.Target, StringComparer.Ordinal)];

        void Add(FileMount mount, ComposeFile source, string kind)
        {
            if (ContentOf(source, files, hostDirectory) is { } content)
                delivered.Add(new DeliveredFile(mount.Target, content, mount.Mode, mount.Uid, mount.Gid, $"{kind} {mount.Source}"));
        }
    }

    /// <summary>What is referred to and not there.</summary>
    public static IEnumerable<ComposeProblem> Problems(ComposeProject project, ComposeService service, RepositoryFiles files, string? hostDirectory)
    {
        (string, IReadOnlyList<FileMount>, IReadOnlyDictionary<string, ComposeFile>)[] sections =
        [
            ("configs", service.Storage.Configs, project.Configs), ("secrets", service.Storage.Secrets, project.Secrets),
        ];
        foreach (var (section, mounts, sources) in sections)
        {
            foreach (var source in mounts.Select(it => sources[it.Source]))
            {
                if (source.File?.StartsWith('/') != true && hostDirectory is null && source.File is { } file && !files.Files.ContainsKey(file))
                    yield return new ComposeProblem($"{section}.{source.Key}.file", $"{file} is not in the repository", "add it, or give its path on the host");
                if (source.Environment is { } variable && !files.Variables.ContainsKey(variable))
                    yield return new ComposeProblem($"{section}.{source.Key}.environment", $"the variable {variable} is not set", "set it for the stack");
            }
        }
        if (hostDirectory is null)
        {
            foreach (var mount in service.Storage.Volumes.Where(it => it.IsOfRepository && !OfBind(it, files).Any()))
            {
                yield return new ComposeProblem(
                    $"services.{service.Key}.volumes", $"{mount.Source} is not in the repository",
                    "use a named volume or an absolute path for data, or say where the repository is on the host");
            }
        }
        if (service.Isolation.ReadOnly && Of(project, service, files, hostDirectory) is [var first, ..])
        {
            yield return new ComposeProblem(
                $"services.{service.Key}.read_only", $"{first.Origin} cannot be copied into a read-only container",
                "remove read_only, or mount the file from the host by its absolute path");
        }
    }

    static ReadOnlyMemory<byte>? ContentOf(ComposeFile source, RepositoryFiles files, string? hostDirectory) => source switch
    {
        { Content: { } content } => Encoding.UTF8.GetBytes(content),
        { Environment: { } name } => files.Variables.TryGetValue(name, out var value) ? Encoding.UTF8.GetBytes(value) : null,
        { File: { } path } when hostDirectory is null && !path.StartsWith('/') => files.Files.TryGetValue(path, out var file) ? file.Content : null,
        _ => null,
    };

    static IEnumerable<DeliveredFile> OfBind(ComposeMount mount, RepositoryFiles files)
    {
        if (files.Files.TryGetValue(mount.Source, out var one))
            return [Deliver(mount.Target, mount.Source, one)];
        var directory = mount.Source is "." or "./" ? "./" : mount.Source.TrimEnd('/') + "/";
        return files.Files.Where(it => it.Key.StartsWith(directory, StringComparison.Ordinal))
            .Select(it => Deliver($"{mount.Target.TrimEnd('/')}/{it.Key[directory.Length..]}", it.Key, it.Value));
    }

    static DeliveredFile Deliver(string target, string path, RepositoryFile file) =>
        new(target, file.Content, file.IsExecutable ? Executable : Readable, 0, 0, path);
}
