using HomeLab.Stacks.Jobs;

namespace HomeLab.Stacks.Docker;

/// <summary>The labels by which Docker Compose knows its own, and ours beside them.</summary>
static class ComposeLabels
{
    public const string Project = "com.docker.compose.project";
    public const string Service = "com.docker.compose.service";
    public const string Number = "com.docker.compose.container-number";
    public const string OneOff = "com.docker.compose.oneoff";
    public const string ConfigHash = "com.docker.compose.config-hash";
    public const string Version = "com.docker.compose.version";
    public const string WorkingDirectory = "com.docker.compose.project.working_dir";
    public const string ConfigFiles = "com.docker.compose.project.config_files";
    public const string Network = "com.docker.compose.network";
    public const string Volume = "com.docker.compose.volume";
    public const string DependsOn = "com.docker.compose.depends_on";
    public const string Stack = "homelab.stack";
    public const string Hash = "homelab.config-hash";
    public const string FilesHash = "homelab.files-hash";

    /// <summary>The installation that made an object: what another one made is its own.</summary>
    public const string Installation = "homelab.installation";

    /// <summary>The change that made an object: how one whose answer was lost is known again.</summary>
    public const string Change = "homelab.change";

    /// <summary>Whether a label is book-keeping or about jobs, and not what a person wishes the container to be.</summary>
    public static bool IsReserved(string label) =>
        label.StartsWith("com.docker.compose.", StringComparison.Ordinal) || label.StartsWith(JobLabels.Prefix, StringComparison.Ordinal)
        || label is Stack or Hash or FilesHash or Installation or Change;
}
