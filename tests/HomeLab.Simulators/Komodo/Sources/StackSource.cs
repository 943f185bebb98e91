using System.Collections.Immutable;
using System.Text.Json;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Sources;

/// <summary>Where a stack's files are: on its host, before a repository, before Komodo itself.</summary>
static class StackSource
{
    /// <summary>Where an agent keeps the files of stacks.</summary>
    const string Root = "/etc/komodo/stacks";

    public static bool IsNone(Stack stack) => !stack.Has("files_on_host") && RepositoryOf(stack).Length == 0 && stack["file_contents"].Length == 0;

    /// <summary>Empty: its files are in none.</summary>
    public static string RepositoryOf(Stack stack) => stack["linked_repo"] is { Length: > 0 } linked ? linked : stack["repo"];

    /// <summary>Whether it was made with services and without the files that say so; it stays as it was made.</summary>
    public static bool IsMadeUp(Core core, Stack stack) =>
        stack.Findings.LatestServices.Count > 0 && stack["file_contents"].Length == 0
        && (stack.Has("files_on_host") ? core.FindServer(stack.ServerId)?.Files.IsEmpty != false : !core.Repositories.ContainsKey(RepositoryOf(stack)));

    public static IReadOnlyList<string> ComposePaths(Stack stack) => stack.Texts("file_paths").ToList() is { Count: > 0 } paths ? paths : ["compose.yaml"];

    /// <exception cref="SourceFailure">There is no such repository or commit.</exception>
    public static SourceReading Read(Core core, Stack stack)
    {
        if (stack.Has("files_on_host"))
        {
            var files = core.FindServer(stack.ServerId)?.Files;
            return Files(stack, path => files?.GetValueOrDefault(PathOf(stack, path)), null);
        }
        if (RepositoryOf(stack) is { Length: > 0 } name)
        {
            var revision = RevisionOf(core, stack, name);
            return Files(stack, path => revision.Files.GetValueOrDefault(PathOf(stack, path)), revision);
        }
        return new SourceReading([StackFile.Compose("compose.yaml", stack["file_contents"])], [], _ => null, null);
    }

    /// <summary>The path by which a file below the run directory is kept, on its host or in its repository.</summary>
    public static string PathOf(Stack stack, string path) => stack.Has("files_on_host")
        ? StackPath.Join(Root, stack.Name, stack["run_directory"], path)
        : StackPath.Join("/", stack["run_directory"], path)[1..];

    static Revision RevisionOf(Core core, Stack stack, string name)
    {
        var branch = stack["branch"] is { Length: > 0 } configured ? configured : "main";
        if (!core.Repositories.TryGetValue(name, out var repository))
            throw new SourceFailure("Clone Repo", $"fatal: repository 'https://github.com/{name}/' not found");
        return repository.Find(branch, stack["commit"])
            ?? throw new SourceFailure("Clone Repo", stack["commit"].Length > 0 ? $"fatal: reference is not a tree: {stack["commit"]}" : $"fatal: Remote branch {branch} not found in upstream origin");
    }

    static SourceReading Files(Stack stack, Func<string, string?> find, Revision? revision)
    {
        var wanted = Wanted(stack).DistinctBy(file => file.Path).Select(file => (File: file, Contents: find(file.Path))).ToList();
        return new SourceReading(
            [.. wanted.Where(it => it.Contents is not null).Select(it => it.File with { Contents = it.Contents! })],
            [.. wanted.Where(it => it.Contents is null).Select(it => it.File.Path)], find, revision);
    }

    static IEnumerable<StackFile> Wanted(Stack stack) =>
    [
        .. ComposePaths(stack).Select(path => StackFile.Compose(path, "")),
        .. stack.Objects("additional_env_files").Where(it => it.ValueKind == JsonValueKind.String || it.GetProperty("track").GetBoolean())
            .Select(it => StackFile.Compose(it.ValueKind == JsonValueKind.String ? it.GetString()! : it.GetProperty("path").GetString()!, "")),
        .. stack.Objects("config_files").Select(it => new StackFile(
            it.GetProperty("path").GetString()!, "", [.. it.GetProperty("services").EnumerateArray().Select(service => service.GetString()!)], it.GetProperty("requires").GetString()!)),
    ];
}
