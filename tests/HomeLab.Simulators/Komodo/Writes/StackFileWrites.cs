using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Sources;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Updates;

namespace HomeLab.Simulators.Komodo.Writes;

static class StackFileWrites
{
    public static JsonNode Refresh(KomodoCall call)
    {
        call.Change(core =>
        {
            var stack = call.Executable(core, call.Text("stack"));
            try
            {
                return (core.With(StackCache.Refresh(core, stack)), true);
            }
            catch (SourceFailure failure)
            {
                throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Failed to clone stack repo", failure.Message);
            }
        });
        return new JsonObject();
    }

    /// <summary>On the host, or as a commit; what goes wrong stands in the update.</summary>
    public static JsonNode Write(KomodoCall call) => UpdateJson.Document(call.Change(core =>
    {
        var stack = call.Writable(core, call.Text("stack"), evenWhileBusy: true);
        var (path, contents) = (StackSource.PathOf(stack, call.Text("file_path")), call.Text("contents"));
        var update = core.NewUpdate("WriteStackContents", "Stack", stack.Id, call.Caller.Name, call.Now) with
        {
            Logs = [UpdateLog.Simple("File contents to write", contents, call.Now)],
            Traceparent = call.Traceparent,
        };
        var (after, log) = stack.Has("files_on_host") ? OnHost(core, stack, path, contents, call.Now)
            : StackSource.RepositoryOf(stack).Length > 0 ? Commit(core, stack, path, contents, call.Now)
            : throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Stack is not configured to use Files on Host, Git Repo, or Linked Repo, can't write file contents");
        update = update.Ended(call.Now, log);
        if (log.IsSuccess)
        {
            after = after.With(StackCache.Refresh(after, stack));
            call.Affects("update", stack);
        }
        return (after.With(update), update);
    }));

    static (Core Core, UpdateLog Log) OnHost(Core core, Stack stack, string path, string contents, DateTimeOffset now) => core.FindServer(stack.ServerId) is { IsReached: true } server
        ? (core.With(server with { Files = server.Files.SetItem(path, contents) }), UpdateLog.Simple("Write File Contents", $"File contents written to {path}", now))
        : (core, UpdateLog.Failed("Write File Contents", "Failed to write file contents to host", now));

    static (Core Core, UpdateLog Log) Commit(Core core, Stack stack, string path, string contents, DateTimeOffset now)
    {
        var (name, branch) = (StackSource.RepositoryOf(stack), stack["branch"] is { Length: > 0 } configured ? configured : "main");
        if (!core.Repositories.TryGetValue(name, out var repository) || repository.Find(branch, "") is not { } newest)
            return (core, UpdateLog.Failed("Pull Repo", "Failed to pull latest changes before commit", now));
        var next = new Revision(Ids.Container(newest.Commit, path, contents)[..40], $"Stack {stack.Name}: Write Stack File", newest.Files.SetItem(path, contents));
        return (core with { Repositories = core.Repositories.SetItem(name, repository.With(branch, next)) }, UpdateLog.Simple("Push File", next.Commit, now));
    }
}
