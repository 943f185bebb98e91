using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class StackJson
{
    public static JsonObject Info(Stack stack, Server? server, Release release)
    {
        var (state, services) = (stack.StateOn(server), stack.Services.ToList());
        var info = new JsonObject
        {
            ["server_id"] = stack.ServerId,
            ["files_on_host"] = stack.Has("files_on_host"),
            ["file_contents"] = stack["file_contents"].Length > 0,
            ["linked_repo"] = stack["linked_repo"],
            ["git_provider"] = "github.com",
            ["repo"] = stack["repo"],
            ["branch"] = stack["branch"] is { Length: > 0 } branch ? branch : "main",
            ["repo_link"] = "https://github.com/" + stack["repo"],
            ["state"] = state,
            ["status"] = state is "down" or "unknown" ? null : $"{(state == "stopped" ? "exited" : "running")}({services.Count(it => it.Container is not null)})",
            ["services"] = new JsonArray([.. services.Select(it => Summary(it, release))]),
            ["project_missing"] = stack.Findings.DeployedProject is not null && state == "down",
            ["missing_files"] = Documents.Texts(stack.Findings.MissingFiles),
            ["deployed_hash"] = FindingsJson.Short(stack.Findings.DeployedHash),
            ["latest_hash"] = FindingsJson.Short(stack.Findings.LatestHash),
        };
        if (release.IsSecond)
            info["swarm_id"] = "";
        if (release.IsPaged)
        {
            info["swarm_name"] = "";
            info["server_name"] = server?.Name ?? "";
            info["linked_repo_name"] = "";
            info["auto_update_all_services"] = stack.Has("auto_update_all_services");
        }
        return info;
    }

    public static JsonObject Service(Stack stack, Service service, Server? server, Release release)
    {
        var container = server is { IsReached: true } && service.Container is { } found ? ServerReads.Container(found, server, release) : null;
        var item = new JsonObject { ["service"] = service.Name, ["image"] = service.Image, ["container"] = container };
        if (!release.IsPaged)
        {
            item["update_available"] = service.IsUpdateAvailable;
            return item;
        }
        item["stack_id"] = stack.Id;
        item["stack_name"] = stack.Name;
        item["swarm_service"] = null;
        item["state"] = container is null ? "down" : service.Container!.State;
        item["image_digests"] = service.Container is { Digest.Length: > 0 } known ? new JsonArray(known.Digest) : null;
        return item;
    }

    static JsonObject Summary(Service service, Release release)
    {
        var summary = new JsonObject { ["service"] = service.Name, ["image"] = service.Image, ["update_available"] = service.IsUpdateAvailable };
        if (release.IsPaged)
            summary["latest_image"] = null;
        return summary;
    }
}
