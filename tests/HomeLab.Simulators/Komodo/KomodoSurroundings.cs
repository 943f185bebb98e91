using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo;

/// <summary>What a Core finds outside of itself: Git repositories, registries, files on hosts. And what it did, under <c>/_sim/komodo/{name}</c>.</summary>
static class KomodoSurroundings
{
    const long LargestFile = 1 << 20;

    /// <param name="Branch"><c>main</c> unless told.</param>
    /// <param name="Commit">Made of the contents unless told.</param>
    /// <param name="Files">Contents by path: all that it has now.</param>
    /// <param name="Directory">Instead of files: a directory of this machine that has them.</param>
    sealed record Push(string? Branch, string? Commit, string? Message, ImmutableDictionary<string, string>? Files, string? Directory);

    sealed record ImageChange(string? Reference, string? Digest, bool IsMissing, string? PullError, string? State, string? Health, string? Log);

    public static void MapKomodoSurroundings(this WebApplication app)
    {
        var core = app.MapGroup("/_sim/komodo/{name}");
        core.MapPut("/repositories/{owner}/{repository}", PushAsync);
        core.MapPut("/images", ChangeImageAsync);
        core.MapPut("/servers/{server}/files", ChangeFilesAsync);
        core.MapGet("/updates", (string name, string? stack, string? operation, Cores cores) => cores.Find(name) is { } store
            ? Results.Ok(Updates(store, stack, operation))
            : Results.NotFound());
    }

    /// <summary>What was done through a Core, oldest first.</summary>
    /// <param name="stack">Null: all.</param>
    /// <param name="operation">Null: all.</param>
    public static IReadOnlyList<KomodoUpdate> Updates(CoreStore store, string? stack, string? operation) =>
    [
        .. store.Current.Updates.Where(it => (stack is null || it.TargetName == stack || it.TargetId == stack) && (operation is null || it.Operation == operation))
            .Select(it => new KomodoUpdate(
                it.Id, it.Operation, it.TargetName, it.TargetId, it.Services, it.Username, it.StartedAt, it.EndedAt, it.IsSuccess, it.Effects,
                [.. it.Logs.Select(log => log.Stage)], it.Traceparent)),
    ];

    /// <summary>Another commit on a branch; stacks see it when they are refreshed or deployed.</summary>
    static async Task<IResult> PushAsync(string name, string owner, string repository, HttpRequest request, Cores cores, IOptions<JsonOptions> json)
    {
        var (push, mistake) = await ControlBody.ReadAsync<Push>(request, json);
        if (push is null)
            return ControlBody.Refused(mistake);
        if ((push.Files ?? FilesOf(push.Directory)) is not { } files)
            return ControlBody.Refused("A push has files, or a directory that there is.");
        var commit = push.Commit ?? Ids.Container(files.OrderBy(it => it.Key, StringComparer.Ordinal).SelectMany(it => new[] { it.Key, it.Value }))[..40];
        if (commit.Length != 40 || !commit.All(char.IsAsciiHexDigitLower))
            return ControlBody.Refused("A commit is 40 hexadecimal digits.");
        var path = $"{owner}/{repository}";
        var isChanged = cores.Find(name)?.Change(core => core with
        {
            Repositories = core.Repositories.SetItem(path, (core.Repositories.GetValueOrDefault(path) ?? new Repository()).With(push.Branch ?? "main", new Revision(commit, push.Message ?? "", files))),
        });
        return isChanged == true ? TypedResults.Ok(new { commit }) : Results.NotFound();
    }

    /// <summary>What a reference means in the registry from now on, and what becomes of containers of it.</summary>
    static async Task<IResult> ChangeImageAsync(string name, HttpRequest request, Cores cores, IOptions<JsonOptions> json)
    {
        var (change, mistake) = await ControlBody.ReadAsync<ImageChange>(request, json);
        if (change is not { Reference: { Length: > 0 } reference })
            return ControlBody.Refused(change is null ? mistake : "An image has a reference.");
        var image = new RegistryImage(
            reference, change.Digest ?? "", change.PullError ?? (change.IsMissing ? "manifest unknown" : null), change.State ?? "running", change.Health, change.Log ?? "ready");
        var isChanged = cores.Find(name)?.Change(core => core with { Images = core.Images.SetItem(reference, image) });
        return isChanged == true ? Results.NoContent() : Results.NotFound();
    }

    /// <summary>Contents by absolute path; null takes one away.</summary>
    static async Task<IResult> ChangeFilesAsync(string name, string server, HttpRequest request, Cores cores, IOptions<JsonOptions> json)
    {
        var (files, mistake) = await ControlBody.ReadAsync<Dictionary<string, string?>>(request, json);
        if (files is null)
            return ControlBody.Refused(mistake);
        var isChanged = cores.Find(name)?.Change(core => core.FindServer(server) is { } found
            ? core.With(found with
            {
                Files = found.Files.RemoveRange(files.Where(it => it.Value is null).Select(it => it.Key))
                    .SetItems(files.Where(it => it.Value is not null).Select(it => KeyValuePair.Create(it.Key, it.Value!))),
            })
            : core);
        return isChanged == true ? Results.NoContent() : Results.NotFound();
    }

    /// <summary>Nothing that is too large for what a stack reads, and nothing that a link leads to.</summary>
    static ImmutableDictionary<string, string>? FilesOf(string? directory) => !Directory.Exists(directory) ? null
        : new DirectoryInfo(directory).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => file.Length <= LargestFile)
            .Select(file => (Path: Path.GetRelativePath(directory, file.FullName).Replace('\\', '/'), File: file.FullName))
            .Where(it => !it.Path.StartsWith(".git/", StringComparison.Ordinal))
            .ToImmutableDictionary(it => it.Path, it => File.ReadAllText(it.File));
}
