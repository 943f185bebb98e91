using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class SyncReads
{
    const string Commit = "4b825dc";

    public static JsonArray List(KomodoCall call) => Paging.List(
        call, "ResourceSync", call.View.Syncs, it => (it.Id, it.Name), _ => true, it => Documents.Item("ResourceSync", it.Id, it.Name, Info(it, call.Release)));

    public static JsonObject Document(Sync sync)
    {
        var config = new JsonObject
        {
            ["git_provider"] = "github.com", ["git_https"] = true, ["repo"] = sync.Repo, ["branch"] = sync.Branch, ["commit"] = "", ["git_account"] = "", ["linked_repo"] = "",
            ["webhook_enabled"] = true, ["webhook_secret"] = "", ["files_on_host"] = false, ["resource_path"] = Documents.Texts(sync.ResourcePath), ["managed"] = sync.IsManaged,
            ["delete"] = false, ["include_resources"] = true, ["match_tags"] = new JsonArray(), ["include_variables"] = false, ["include_user_groups"] = false,
            ["pending_alert"] = true, ["file_contents"] = "",
        };
        var info = new JsonObject
        {
            ["last_sync_ts"] = 1_774_000_000_000, ["last_sync_hash"] = Commit, ["last_sync_message"] = null, ["resource_updates"] = new JsonArray(),
            ["variable_updates"] = new JsonArray(), ["user_group_updates"] = new JsonArray(), ["pending_error"] = sync.State == "Failed" ? "the files cannot be read" : null,
            ["pending_hash"] = Commit, ["remote_contents"] = new JsonArray(), ["remote_errors"] = new JsonArray(),
        };
        return Documents.Full(sync.Id, sync.Name, info, config);
    }

    static JsonObject Info(Sync sync, Release release)
    {
        var info = new JsonObject
        {
            ["last_sync_ts"] = 1_774_000_000_000,
            ["files_on_host"] = false,
            ["file_contents"] = false,
            ["managed"] = sync.IsManaged,
            ["resource_path"] = Documents.Texts(sync.ResourcePath),
            ["linked_repo"] = "",
            ["git_provider"] = "github.com",
            ["repo"] = sync.Repo,
            ["branch"] = sync.Branch,
            ["repo_link"] = "https://github.com/" + sync.Repo,
            ["last_sync_hash"] = Commit,
            ["last_sync_message"] = null,
            ["state"] = sync.State,
        };
        if (release.IsPaged)
            info["linked_repo_name"] = "";
        return info;
    }
}
