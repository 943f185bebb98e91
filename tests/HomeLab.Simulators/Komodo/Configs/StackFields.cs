using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.Configs;

/// <summary>The configuration of a stack, field by field.</summary>
static class StackFields
{
    public static readonly ImmutableDictionary<string, StackField> All = Table().ToImmutableDictionary(field => field.Name);

    /// <summary>The other names that some fields go by.</summary>
    public static readonly ImmutableDictionary<string, string> Aliases = ImmutableDictionary<string, string>.Empty.Add("server", "server_id").Add("swarm", "swarm_id");

    static IEnumerable<StackField> Table() =>
    [
        new("swarm_id", FieldKind.Text, IsSecond: true),
        new("server_id", FieldKind.Text),
        new("links", FieldKind.Texts),
        new("project_name", FieldKind.Text),
        new("auto_pull", FieldKind.Flag, "true"),
        new("run_build", FieldKind.Flag),
        new("poll_for_updates", FieldKind.Flag),
        new("auto_update", FieldKind.Flag),
        new("auto_update_all_services", FieldKind.Flag),
        new("auto_update_skip_services", FieldKind.Texts, IsSecond: true),
        new("destroy_before_deploy", FieldKind.Flag),
        new("skip_secret_interp", FieldKind.Flag),
        new("linked_repo", FieldKind.Text),
        new("git_provider", FieldKind.Text, "\"github.com\""),
        new("git_https", FieldKind.Flag, "true"),
        new("git_account", FieldKind.Text),
        new("repo", FieldKind.Text),
        new("branch", FieldKind.Text, "\"main\""),
        new("commit", FieldKind.Text),
        new("clone_path", FieldKind.Text),
        new("reclone", FieldKind.Flag),
        new("webhook_enabled", FieldKind.Flag, "true"),
        new("webhook_secret", FieldKind.Text),
        new("webhook_force_deploy", FieldKind.Flag),
        new("files_on_host", FieldKind.Flag),
        new("run_directory", FieldKind.Text),
        new("file_paths", FieldKind.Texts),
        new("env_file_path", FieldKind.Text, "\".env\""),
        new("additional_env_files", FieldKind.EnvironmentFiles),
        new("config_files", FieldKind.ConfigFiles),
        new("send_alerts", FieldKind.Flag, "true"),
        new("registry_provider", FieldKind.Text),
        new("registry_account", FieldKind.Text),
        new("pre_deploy", FieldKind.Command),
        new("post_deploy", FieldKind.Command),
        new("extra_args", FieldKind.Texts),
        new("build_extra_args", FieldKind.Texts),
        new("compose_cmd_wrapper", FieldKind.Text, IsSecond: true),
        new("compose_cmd_wrapper_include", FieldKind.Texts, IsSecond: true),
        new("ignore_services", FieldKind.Texts),
        new("file_contents", FieldKind.File),
        new("environment", FieldKind.Environment),
    ];
}
