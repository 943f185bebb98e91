using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class StackJson
{
    public static JsonObject Info(Stack stack, Server? server, Release release)
    {
        var state = stack.StateOn(server);
        var info = new JsonObject
        {
            ["server_id"] = stack.ServerId,
            ["files_on_host"] = stack.Has("files_on_host"),
            ["file_contents"] = stack["file_contents"].Length > 0,
            ["linked_repo"] = stack["linked_repo"],
            ["git_provider"] = "github.com",
            ["repo"] = stack["repo"],
            ["branch"] = stack["branch"],
            ["repo_link"] = "https://github.com/" + stack["repo"],
            ["state"] = state,
            ["status"] = state is "down" or "unknown" ? null : $"{(state == "stopped" ? "exited" : "running")}({stack.Services.Count(it => it.Container is not null)})",
            ["services"] = new JsonArray([.. stack.Services.Select(it => Summary(it, release))]),
            ["project_missing"] = stack.DeployedProject is not null && state == "down",
            ["missing_files"] = new JsonArray(),
            ["deployed_hash"] = Short(stack.DeployedHash),
            ["latest_hash"] = Short(stack.LatestHash),
        };
        if (release.IsSecond)
            info["swarm_id"] = "";
        if (release.IsPaged)
        {
            info["swarm_name"] = "";
            info["server_name"] = server?.Name ?? "";
            info["linked_repo_name"] = "";
            info["auto_update_all_services"] = false;
        }
        return info;
    }

    public static JsonObject Findings(Stack stack) => new()
    {
        ["missing_files"] = new JsonArray(),
        ["deployed_project_name"] = stack.DeployedProject,
        ["deployed_hash"] = Short(stack.DeployedHash),
        ["deployed_message"] = null,
        ["deployed_contents"] = stack.DeployedProject is null ? null : new JsonArray(new JsonObject { ["path"] = "compose.yaml", ["contents"] = stack["file_contents"] }),
        ["deployed_services"] = stack.DeployedProject is null ? null : Names(stack),
        ["deployed_config"] = null,
        ["latest_services"] = Names(stack),
        ["remote_contents"] = null,
        ["remote_errors"] = null,
        ["latest_hash"] = Short(stack.LatestHash),
        ["latest_message"] = null,
    };

    public static JsonObject Config(Stack stack, Release release)
    {
        var config = new JsonObject
        {
            ["server_id"] = stack.ServerId,
            ["project_name"] = stack.ProjectName,
            ["file_paths"] = Documents.Texts(stack.FilePaths),
            ["git_provider"] = "github.com",
            ["env_file_path"] = ".env",
            ["pre_deploy"] = new JsonObject { ["path"] = "", ["command"] = "" },
            ["post_deploy"] = new JsonObject { ["path"] = "", ["command"] = "" },
        };
        foreach (var list in new[] { "links", "additional_env_files", "config_files", "extra_args", "build_extra_args", "ignore_services" })
            config[list] = new JsonArray();
        foreach (var on in new[] { "auto_pull", "git_https", "webhook_enabled", "send_alerts" })
            config[on] = true;
        foreach (var flag in new[] { "run_build", "poll_for_updates", "auto_update", "auto_update_all_services", "destroy_before_deploy", "skip_secret_interp", "reclone", "webhook_force_deploy", "files_on_host" })
            config[flag] = stack.Has(flag);
        foreach (var text in new[] { "linked_repo", "git_account", "repo", "branch", "commit", "clone_path", "webhook_secret", "run_directory", "registry_provider", "registry_account", "file_contents", "environment" })
            config[text] = stack[text];
        if (!release.IsSecond)
            return config;
        config["swarm_id"] = "";
        config["compose_cmd_wrapper"] = "";
        config["compose_cmd_wrapper_include"] = new JsonArray();
        config["auto_update_skip_services"] = new JsonArray();
        return config;
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
        item["image_digests"] = null;
        return item;
    }

    static JsonObject Summary(Service service, Release release)
    {
        var summary = new JsonObject { ["service"] = service.Name, ["image"] = service.Image, ["update_available"] = service.IsUpdateAvailable };
        if (release.IsPaged)
            summary["latest_image"] = null;
        return summary;
    }

    static JsonArray Names(Stack stack) => new([.. stack.Services.Select(it => new JsonObject
    {
        ["service_name"] = it.Name,
        ["container_name"] = $"{stack.Project}-{it.Name}",
        ["image"] = it.Image,
    })]);

    static string? Short(string? hash) => hash?[..7];
}
